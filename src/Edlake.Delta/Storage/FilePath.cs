using System.Globalization;
using System.Text;

namespace Edlake.Delta.Storage;

/// <summary>The path of an action: percent-encoded as Spark writes it, relative to the table's folder or absolute.</summary>
public static class FilePath
{
    // What java.net.URI leaves as it is in a path (RFC 2396 unreserved, and punctuation allowed in a path) besides letters and digits.
    private const string Plain = "-_.!~*'();:@&=+$,/";

    /// <summary>
    /// Encodes a path relative to the table as Spark does (Hadoop's Path to URI): every character that a URI's path may not hold becomes its
    /// UTF-8 bytes in percent form; letters beyond ASCII stay. Partition folders are escaped before this, see <see cref="PartitionValues"/>.
    /// </summary>
    public static string Encode(string path)
    {
        var encoded = new StringBuilder(path.Length + 8);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in path.EnumerateRunes())
        {
            if (rune.IsAscii ? char.IsAsciiLetterOrDigit((char)rune.Value) || Plain.Contains((char)rune.Value) : !Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune))
            {
                encoded.Append(rune.ToString());
                continue;
            }
            var length = rune.EncodeToUtf8(bytes);
            foreach (var one in bytes[..length])
                encoded.Append('%').Append(one.ToString("X2", CultureInfo.InvariantCulture));
        }
        return encoded.ToString();
    }

    /// <summary>Undoes the percent-encoding. A percent sign that begins no pair of hexadecimal digits stands for itself.</summary>
    public static string Decode(string path) => path.Contains('%') ? Uri.UnescapeDataString(path) : path;

    /// <summary>
    /// The file on this machine that an action's path names. Errors: DELTA_UNSUPPORTED_FILE_PATH for a path on another file system.
    /// </summary>
    public static string ToLocal(string tablePath, string actionPath)
    {
        if (actionPath.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            return "/" + Decode(actionPath["file:".Length..]).TrimStart('/');
        if (Scheme(actionPath) is { } scheme)
            throw new DeltaException("DELTA_UNSUPPORTED_FILE_PATH", null, $"The file {actionPath} is on {scheme}, and only local files can be read.",
                "Copy the table's files to this machine and clone the table there.");
        var decoded = Decode(actionPath);
        return Path.IsPathRooted(decoded) ? decoded : Path.Combine(tablePath, decoded);
    }

    /// <summary>Whether a path names a file wherever the table is: one that belongs to another table, as a shallow clone has them.</summary>
    public static bool IsAbsolute(string actionPath) => actionPath.StartsWith('/') || actionPath.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || Scheme(actionPath) is not null;

    /// <summary>The path by which another table may name a file of this one: <c>file:/…</c>.</summary>
    public static string ToAbsolute(string tablePath, string actionPath) =>
        IsAbsolute(actionPath) ? actionPath : OfLocal(ToLocal(tablePath, actionPath));

    /// <summary>The path by which any table may name a file of this machine: <c>file:/…</c>. Spark takes a path without a scheme for a relative one.</summary>
    public static string OfLocal(string path) => "file:" + Encode(Path.GetFullPath(path));

    /// <summary>What makes two spellings of one path the same: <c>/a</c>, <c>file:/a</c> and <c>file:///a</c> are one file.</summary>
    internal static string Key(string actionPath)
    {
        if (actionPath.Length == 0 || !(actionPath[0] == '/' || actionPath.StartsWith("file:", StringComparison.Ordinal)))
            return actionPath;
        return "file:/" + (actionPath[0] == '/' ? actionPath : actionPath["file:".Length..]).TrimStart('/');
    }

    private static string? Scheme(string path)
    {
        var colon = path.IndexOf(':');
        return colon > 1 && path.IndexOf('/') == colon + 1 && path.AsSpan(0, colon).IndexOfAnyExceptInRange('+', 'z') < 0
            ? path[..colon]
            : null;
    }
}
