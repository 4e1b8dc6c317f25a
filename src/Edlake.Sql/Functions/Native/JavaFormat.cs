using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Edlake.Sql.Functions.Native;

/// <summary>
/// format_string: Java's Formatter with what Spark hands to it. Each argument comes as text with a letter for the Java type it has there:
/// b Boolean, y Byte, h Short, i Integer, l Long, f Float, d Double, m decimal, s text, n nothing but NULL.
/// </summary>
internal static partial class JavaFormat
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<JavaFormatPiece>> Known = new(StringComparer.Ordinal);

    internal static string Format(string format, string types, string arguments)
    {
        var values = JsonSerializer.Deserialize<string?[]>(arguments)!;
        var result = new StringBuilder();
        var (last, ordinary) = (-1, -1);
        foreach (var piece in Known.GetOrAdd(format, Pieces))
        {
            if (piece.Specifier is not { } specifier)
            {
                result.Append(piece.Text);
                continue;
            }

            if (specifier.Conversion is '%' or 'n')
            {
                result.Append(specifier.Justified(specifier.Conversion == '%' ? "%" : "\n"));
                continue;
            }

            last = specifier.IsRelative ? last : specifier.Index > 0 ? specifier.Index - 1 : ++ordinary;
            if (last < 0 || last >= values.Length)
                throw JavaFormatErrors.Wrong($"Format specifier '{specifier.Text}'");
            result.Append(JavaFormatValues.Write(specifier, types[last], values[last]));
        }

        return result.ToString();
    }

    private static IReadOnlyList<JavaFormatPiece> Pieces(string format)
    {
        var pieces = new List<JavaFormatPiece>();
        for (var at = 0; at < format.Length;)
        {
            var next = format.IndexOf('%', at);
            pieces.Add(new JavaFormatPiece(next < 0 ? format[at..] : format[at..next], null));
            if (next < 0)
                break;
            var match = Specifier().Match(format, next);
            if (!match.Success)
                throw JavaFormatErrors.Wrong($"Conversion = '{(next + 1 < format.Length ? format[next + 1] : '%')}'");
            pieces.Add(new JavaFormatPiece("", Read(match)));
            at = next + match.Length;
        }

        return pieces;
    }

    private static JavaFormatSpecifier Read(Match match)
    {
        var letter = match.Groups["c"].Value[0];
        if (match.Groups["t"].Success)
            throw JavaFormatErrors.Unsupported("dates and times (%t)");
        if (!"bBhHsScCdoxXeEfgGaAn%".Contains(letter, StringComparison.Ordinal))
            throw JavaFormatErrors.Wrong($"Conversion = '{letter}'");
        var specifier = new JavaFormatSpecifier(
            match.Value,
            match.Groups["i"].Success ? Number(match.Groups["i"].Value) : 0,
            match.Groups["f"].Value,
            match.Groups["w"].Success ? Number(match.Groups["w"].Value) : -1,
            match.Groups["p"].Success ? Number(match.Groups["p"].Value) : -1,
            char.ToLowerInvariant(letter),
            char.IsAsciiLetterUpper(letter));
        specifier.Check();
        return specifier;
    }

    private static int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw JavaFormatErrors.Wrong(digits);

    [GeneratedRegex(@"\G%((?<i>[0-9]+)\$)?(?<f>[-#+ 0,(<]*)(?<w>[0-9]+)?(\.(?<p>[0-9]+))?(?<t>[tT])?(?<c>[a-zA-Z%])", RegexOptions.ExplicitCapture)]
    private static partial Regex Specifier();
}
