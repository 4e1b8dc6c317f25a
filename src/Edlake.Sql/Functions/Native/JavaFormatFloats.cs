using System.Globalization;
using System.Text;

namespace Edlake.Sql.Functions.Native;

/// <summary>Floating-point numbers in format_string, rounded half up by the shortest digits that stand for them, as Java does.</summary>
internal static class JavaFormatFloats
{
    internal static string Write(JavaFormatSpecifier specifier, double value)
    {
        if (double.IsNaN(value))
            return specifier.Justified(specifier.IsUpper ? "NAN" : "NaN");
        var isNegative = double.IsNegative(value);
        if (double.IsInfinity(value))
        {
            var (before, after) = Signs(specifier, isNegative);
            return specifier.Justified($"{before}{(specifier.IsUpper ? "INFINITY" : "Infinity")}{after}");
        }

        var digits = DecimalDigits.Of(value);
        var precision = specifier.Precision < 0 ? 6 : specifier.Precision;
        var (mantissa, exponent) = specifier.Conversion switch
        {
            'f' => (Fixed(digits, precision), ""),
            'e' => Scientific(digits, precision),
            _ => General(digits, Math.Max(precision, 1)),
        };
        if (specifier.Has('#') && precision == 0)
            mantissa += ".";
        return Signed(specifier, isNegative, mantissa, specifier.IsUpper ? exponent.ToUpperInvariant() : exponent);
    }

    /// <summary>A number with its sign, groups of thousands, zeros up to the width and spaces up to the width.</summary>
    internal static string Signed(JavaFormatSpecifier specifier, bool isNegative, string magnitude, string exponent)
    {
        var (before, after) = Signs(specifier, isNegative);
        var digits = specifier.Has(',') ? Grouped(magnitude) : magnitude;
        if (specifier.Has('0'))
            digits = digits.PadLeft(Math.Max(specifier.Width - before.Length - after.Length - exponent.Length, 0), '0');
        return specifier.Justified(before + digits + exponent + after);
    }

    private static (string Before, string After) Signs(JavaFormatSpecifier specifier, bool isNegative) => isNegative
        ? specifier.Has('(') ? ("(", ")") : ("-", "")
        : (specifier.Has('+') ? "+" : specifier.Has(' ') ? " " : "", "");

    private static string Grouped(string magnitude)
    {
        var point = magnitude.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? magnitude.Length : point;
        var result = new StringBuilder(magnitude);
        for (var at = whole - 3; at > 0; at -= 3)
            result.Insert(at, ',');
        return result.ToString();
    }

    private static string Fixed(DecimalDigits digits, int precision) => digits.HalfUp(digits.Point + precision).Fixed(precision);

    private static (string Mantissa, string Exponent) Scientific(DecimalDigits digits, int precision)
    {
        var rounded = digits.HalfUp(precision + 1);
        var exponent = rounded.Digits.Length == 0 ? 0 : rounded.Point - 1;
        var mantissa = rounded with { Point = rounded.Digits.Length == 0 ? 0 : 1 };
        return (mantissa.Fixed(precision), $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)}");
    }

    private static (string Mantissa, string Exponent) General(DecimalDigits digits, int precision)
    {
        if (digits.Digits.Length == 0)
            return (digits.Fixed(precision - 1), "");
        var exponent = digits.HalfUp(precision).Point - 1;
        return exponent < -4 || exponent >= precision
            ? Scientific(digits, precision - 1)
            : (digits.HalfUp(precision).Fixed(Math.Max(precision - exponent - 1, 0)), "");
    }
}
