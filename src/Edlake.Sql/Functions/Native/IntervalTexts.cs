using System.Globalization;
using System.Text.RegularExpressions;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Functions.Native;

/// <summary>ANSI intervals as text and back; a value is a number of months or microseconds.</summary>
internal static partial class IntervalTexts
{
    private static readonly string[] DayTime = ["DAY", "HOUR", "MINUTE", "SECOND"];
    private static readonly long[] Sizes = [86_400_000_000, 3_600_000_000, 60_000_000, 1_000_000];

    /// <summary><c>INTERVAL '1 02:03:04.5' DAY TO SECOND</c>.</summary>
    internal static string Text(long value, string type)
    {
        var fields = type["INTERVAL ".Length..].Split(" TO ");
        var sign = value < 0 ? "-" : "";
        var amount = Math.Abs((decimal)value);
        var body = fields[0] is "YEAR" or "MONTH" ? Months(amount, fields) : Micros(amount, Array.IndexOf(DayTime, fields[0]), Array.IndexOf(DayTime, fields[^1]));
        return $"INTERVAL '{sign}{body}' {type["INTERVAL ".Length..]}";
    }

    /// <summary>Reads the bare form (<c>1 02:03:04</c>) or the whole literal.</summary>
    internal static long? Parse(string text, string type, bool strict)
    {
        var fields = type["INTERVAL ".Length..].Split(" TO ");
        var match = Literal().Match(text.Trim());
        var body = match.Success ? match.Groups["s"].Value + match.Groups["t"].Value : text.Trim();
        var value = fields.Length == 2
            ? IntervalText.Range(body, fields[0].ToLowerInvariant(), fields[1].ToLowerInvariant())?.Value
            : Single(body, fields[0]);
        return value switch
        {
            int months => months,
            long micros => micros,
            _ => strict ? throw new SqlException("CAST_INVALID_INPUT", "22018", $"The value '{text}' of the type \"STRING\" cannot be cast to \"{type}\" because it is malformed. Correct the value as per the syntax, or change its target type. Use `try_cast` to tolerate malformed input and return NULL instead.") : null,
        };
    }

    private static object? Single(string text, string field)
    {
        if (!decimal.TryParse(text, CultureInfo.InvariantCulture, out var amount))
            return null;
        return field switch
        {
            "YEAR" => (int)amount * 12,
            "MONTH" => (int)amount,
            _ => (long)(amount * Sizes[Array.IndexOf(DayTime, field)]),
        };
    }

    private static string Months(decimal months, string[] fields) => fields switch
    {
        ["YEAR"] => Whole(Math.Floor(months / 12)),
        ["MONTH"] => Whole(months),
        _ => $"{Whole(Math.Floor(months / 12))}-{Whole(months % 12)}",
    };

    private static string Micros(decimal micros, int first, int last)
    {
        var parts = new List<string>();
        for (var field = first; field <= last; field++)
        {
            var amount = field == 3 ? micros / Sizes[3] : Math.Floor(micros / Sizes[field]);
            micros %= Sizes[field];
            var wide = field > first || field > 0;
            var text = field == 3 ? amount.ToString(wide ? "00.######" : "0.######", CultureInfo.InvariantCulture) : amount.ToString(wide ? "00" : "0", CultureInfo.InvariantCulture);
            parts.Add((parts.Count == 0 ? "" : field == 1 ? " " : ":") + text);
        }

        return string.Concat(parts);
    }

    private static string Whole(decimal value) => value.ToString("0", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^INTERVAL\s+(?<s>[+-]?)'(?<t>[^']*)'\s+[A-Z ]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Literal();
}
