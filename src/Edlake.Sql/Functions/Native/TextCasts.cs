using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Sql.Functions.Native;

/// <summary>Text read as a value by the rules of Spark's CAST. What does not fit raises when <c>strict</c>, else is NULL.</summary>
internal static partial class TextCasts
{
    internal static bool? ToBoolean(string text, bool strict) => Trimmed(text).ToLowerInvariant() switch
    {
        "t" or "true" or "y" or "yes" or "1" => true,
        "f" or "false" or "n" or "no" or "0" => false,
        _ => strict ? throw Invalid(text, "BOOLEAN") : null,
    };

    internal static long? ToWhole(string text, string type, bool strict)
    {
        var (least, most) = type switch
        {
            "TINYINT" => (sbyte.MinValue, (long)sbyte.MaxValue),
            "SMALLINT" => (short.MinValue, (long)short.MaxValue),
            "INT" => (int.MinValue, (long)int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        return long.TryParse(Trimmed(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : strict ? throw Invalid(text, type) : null;
    }

    internal static double? ToDouble(string text, string type, bool strict)
    {
        var trimmed = Trimmed(text);
        var special = trimmed.TrimStart('+', '-').ToLowerInvariant() switch
        {
            "inf" or "infinity" => trimmed.StartsWith('-') ? double.NegativeInfinity : double.PositiveInfinity,
            "nan" => trimmed.Length == 3 ? double.NaN : 0,
            _ => 0,
        };
        if (special != 0)
            return special;

        // Java takes the suffix of a literal in the text of a number too.
        if (trimmed.Length > 1 && trimmed[^1] is 'd' or 'D' or 'f' or 'F' && (char.IsAsciiDigit(trimmed[^2]) || trimmed[^2] == '.'))
            trimmed = trimmed[..^1];
        return double.TryParse(trimmed, NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite), CultureInfo.InvariantCulture, out var value)
            && DecimalForm().IsMatch(trimmed)
            ? value
            : strict ? throw Invalid(text, type) : null;
    }

    /// <summary>The digits of a decimal; <paramref name="size"/> is precision × 100 + scale.</summary>
    internal static string? ToDecimal(string text, long size, bool strict)
    {
        var (precision, scale) = ((int)(size / 100), (int)(size % 100));
        var match = DecimalForm().Match(Trimmed(text));
        if (!match.Success)
            return strict ? throw Invalid(text, $"DECIMAL({precision},{scale})") : null;
        var fraction = match.Groups["f"].Value;
        var exponent = match.Groups["e"].Success ? long.Parse(match.Groups["e"].Value, CultureInfo.InvariantCulture) : 0;
        var unscaled = BigInteger.Parse("0" + match.Groups["w"].Value + fraction, CultureInfo.InvariantCulture);
        var rounded = Rounded(unscaled, fraction.Length - exponent, scale);
        if (rounded is null || rounded.Value >= BigInteger.Pow(10, precision))
            return strict ? throw OutOfRange(text, precision, scale) : null;
        var value = match.Groups["s"].Value == "-" ? -rounded.Value : rounded.Value;
        return new DecimalValue(value, scale).ToString();
    }

    internal static long? ToDays(string text, bool strict) =>
        DateTimeText.TryParseDate(Trimmed(text), out var days) ? days : strict ? throw Invalid(text, "DATE") : null;

    /// <summary>Microseconds; an empty zone asks for the clock's reading, whatever zone the text names.</summary>
    internal static long? ToMicros(string text, string zone, bool strict)
    {
        var trimmed = Trimmed(text);
        if (DateTimeText.TryParse(trimmed, zone.Length == 0 ? "UTC" : zone, out var value))
            return zone.Length == 0 ? DateTimeText.WithoutZone(trimmed) : value.Micros;
        return strict ? throw Invalid(text, zone.Length == 0 ? "TIMESTAMP_NTZ" : "TIMESTAMP") : null;
    }

    private static string Trimmed(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && text[start] <= ' ')
            start++;
        while (end > start && text[end - 1] <= ' ')
            end--;
        return text[start..end];
    }

    // Half up, by digits; a number beyond any precision is null.
    private static BigInteger? Rounded(BigInteger unscaled, long digits, int scale)
    {
        if (unscaled.IsZero)
            return BigInteger.Zero;
        var shift = scale - digits;
        if (shift > DecimalType.MaxPrecision)
            return null;
        if (shift >= 0)
            return unscaled * BigInteger.Pow(10, (int)shift);
        if (-shift > 10_000)
            return BigInteger.Zero;
        var divisor = BigInteger.Pow(10, (int)-shift);
        return (unscaled + divisor / 2) / divisor;
    }

    private static SqlException Invalid(string text, string type) => new(
        "CAST_INVALID_INPUT",
        "22018",
        $"The value '{text}' of the type \"STRING\" cannot be cast to \"{type}\" because it is malformed. Correct the value as per the syntax, or change its target type. Use `try_cast` to tolerate malformed input and return NULL instead.");

    private static SqlException OutOfRange(string text, int precision, int scale) => new(
        "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION",
        "22003",
        $"The {text} cannot be represented as Decimal({precision}, {scale}). If necessary set \"spark.sql.ansi.enabled\" to \"false\" to bypass this error, and return NULL instead.");

    [GeneratedRegex(@"^(?<s>[+-]?)(?=\.?\d)(?<w>\d*)(\.(?<f>\d*))?([eE](?<e>[+-]?\d{1,9}))?$")]
    private static partial Regex DecimalForm();
}
