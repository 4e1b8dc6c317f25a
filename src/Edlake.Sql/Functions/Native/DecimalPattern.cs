using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Edlake.Sql.Functions.Native;

/// <summary>A number as text by a pattern of Java's DecimalFormat, in the symbols of the United States: format_number.</summary>
internal sealed record DecimalPattern(DecimalAffixes Positive, DecimalAffixes Negative, int LeastWhole, int LeastFraction, int MostFraction, int GroupSize, int Multiplier, bool AlwaysPoint)
{
    /// <summary>The pattern of whole numbers, and what an empty one stands for.</summary>
    internal const string Whole = "#,###,###,###,###,###,##0";

    // Java's bound for numbers that are no decimals.
    private const int MostOfPlain = 340;

    private static readonly ConcurrentDictionary<string, DecimalPattern> Known = new(StringComparer.Ordinal);

    internal static string Format(double value, string pattern)
    {
        var format = Of(pattern);
        if (double.IsNaN(value))
            return "NaN";
        var scaled = value * format.Multiplier;
        var affixes = double.IsNegative(scaled) ? format.Negative : format.Positive;
        if (double.IsInfinity(scaled))
            return $"{affixes.Prefix}∞{affixes.Suffix}";
        var most = Math.Min(format.MostFraction, MostOfPlain);
        return affixes.Prefix + format.Written(DecimalDigits.Of(scaled).HalfEven(most, scaled), Math.Min(format.LeastFraction, MostOfPlain), most) + affixes.Suffix;
    }

    /// <summary>Of a decimal, or a whole number, as text.</summary>
    internal static string Format(string value, string pattern, bool isWhole)
    {
        var format = Of(pattern);
        var point = value.IndexOf('.', StringComparison.Ordinal);
        var scale = point < 0 ? 0 : value.Length - point - 1;
        var unscaled = BigInteger.Parse(value.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * format.Multiplier;
        var digits = DecimalDigits.Of($"{BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture)}E-{scale}");
        var (least, most) = isWhole ? (Math.Min(format.LeastFraction, MostOfPlain), Math.Min(format.MostFraction, MostOfPlain)) : (format.LeastFraction, format.MostFraction);
        var affixes = unscaled.Sign < 0 ? format.Negative : format.Positive;
        return affixes.Prefix + format.Written(digits.HalfEven(most, null), least, most) + affixes.Suffix;
    }

    private static DecimalPattern Of(string pattern) => Known.GetOrAdd(pattern, text => DecimalPatternParser.Parse(text.Length == 0 ? Whole : text));

    private string Written(DecimalDigits number, int least, int most)
    {
        var result = new StringBuilder();
        var (next, whole) = (0, Math.Max(LeastWhole, number.Point));
        for (var i = whole - 1; i >= 0; i--)
        {
            result.Append(i < number.Point && next < number.Digits.Length ? number.Digits[next++] : '0');
            if (GroupSize > 0 && i > 0 && i % GroupSize == 0)
                result.Append(',');
        }

        var hasFraction = least > 0 || next < number.Digits.Length;
        if (!hasFraction && result.Length == 0)
            result.Append('0');
        if (AlwaysPoint || hasFraction)
            result.Append('.');
        for (var i = 0; i < most && (i < least || next < number.Digits.Length); i++)
            result.Append(-i > number.Point || next >= number.Digits.Length ? '0' : number.Digits[next++]);
        return result.ToString();
    }
}
