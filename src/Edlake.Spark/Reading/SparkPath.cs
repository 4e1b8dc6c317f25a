using System.Buffers;
using System.Text;

namespace Edlake.Spark.Reading;

/// <summary>Paths of this machine as Spark's readers take and tell them.</summary>
internal static class SparkPath
{
    private static readonly SearchValues<char> Pattern = SearchValues.Create("*?[]{}\\");
    private const string Legal = "-_.!~*'():@&=+$,;/";

    /// <summary>An option with which no folder is taken for a partition.</summary>
    internal static IReadOnlyDictionary<string, string> Options { get; } = new Dictionary<string, string> { ["recursiveFileLookup"] = "true" };

    /// <summary>A file as a reader takes it: as a pattern, in which a character of a pattern must be told from one of a name.</summary>
    internal static string ToRead(string machinePath)
    {
        if (machinePath.AsSpan().IndexOfAny(Pattern) < 0)
            return machinePath;
        var path = new StringBuilder(machinePath.Length + 8);
        foreach (var c in machinePath)
            path = Pattern.Contains(c) ? path.Append('\\').Append(c) : path.Append(c);
        return path.ToString();
    }

    /// <summary>What <c>_metadata.file_path</c> says of a file: Java's form of its URI, in which characters beyond ASCII stay as they are.</summary>
    internal static string InMetadata(string machinePath)
    {
        var path = new StringBuilder("file:", machinePath.Length + 16);
        foreach (var rune in machinePath.EnumerateRunes())
        {
            if (rune.IsAscii ? IsLegal(rune) : !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
                path.Append(rune);
            else
                AppendEscaped(path, rune);
        }

        return path.ToString();
    }

    private static bool IsLegal(Rune rune) => Rune.IsLetterOrDigit(rune) || Legal.Contains((char)rune.Value, StringComparison.Ordinal);

    private static void AppendEscaped(StringBuilder path, Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var one in bytes[..rune.EncodeToUtf8(bytes)])
            path.Append('%').Append(one.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
    }
}
