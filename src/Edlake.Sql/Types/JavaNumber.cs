using System.Globalization;

namespace Edlake.Sql.Types;

/// <summary>Floating-point numbers as Java writes them: <c>1.0</c>, <c>1.0E7</c>, <c>1.0E-4</c>.</summary>
public static class JavaNumber
{
    /// <summary>The shortest digits that stand for the value.</summary>
    public static string Text(double value) => Text(value, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The shortest digits that stand for the value.</summary>
    public static string Text(float value) => Text(value, value.ToString("R", CultureInfo.InvariantCulture));

    private static string Text(double value, string shortest)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "Infinity" : "-Infinity";
        if (value == 0)
            return double.IsNegative(value) ? "-0.0" : "0.0";
        var sign = value < 0 ? "-" : "";
        var mantissa = shortest.TrimStart('-');
        var exponentAt = mantissa.IndexOf('E', StringComparison.Ordinal);
        var plain = exponentAt < 0 ? mantissa : mantissa[..exponentAt];
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var wholes = point < 0 ? plain.Length : point;
        var figures = plain.Replace(".", "", StringComparison.Ordinal);
        var digits = figures.TrimStart('0');

        // The power of ten of the first digit that counts.
        var exponent = wholes - 1 - (figures.Length - digits.Length)
            + (exponentAt < 0 ? 0 : int.Parse(mantissa[(exponentAt + 1)..], CultureInfo.InvariantCulture));
        digits = digits.TrimEnd('0');
        if (exponent is >= -3 and < 7)
        {
            if (exponent < 0)
                return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
            var whole = digits.PadRight(exponent + 1, '0')[..(exponent + 1)];
            var fraction = digits.Length > exponent + 1 ? digits[(exponent + 1)..] : "0";
            return $"{sign}{whole}.{fraction}";
        }

        return $"{sign}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{exponent}";
    }
}
