using System.Globalization;
using System.Numerics;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Sql.Functions.Native;

/// <summary>Decimal arithmetic with as many digits as it takes, rounded half up at the end. Sizes are precision × 100 + scale.</summary>
internal static class WideDecimals
{
    internal static string Product(string left, string right, long size)
    {
        var (l, r) = (Parse(left), Parse(right));
        return Fitted(Rescaled(l.Unscaled * r.Unscaled, BigInteger.Pow(10, l.Scale + r.Scale), size), size);
    }

    internal static string? Quotient(string left, string right, long size)
    {
        var (l, r) = (Parse(left), Parse(right));
        return r.Unscaled.IsZero
            ? null
            : Fitted(Rescaled(l.Unscaled * BigInteger.Pow(10, r.Scale), r.Unscaled * BigInteger.Pow(10, l.Scale), size), size);
    }

    private static DecimalValue Parse(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return new DecimalValue(BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), point < 0 ? 0 : text.Length - point - 1);
    }

    private static BigInteger Rescaled(BigInteger numerator, BigInteger denominator, long size)
    {
        var scaled = BigInteger.Abs(numerator) * BigInteger.Pow(10, (int)(size % 100)) * 2 + BigInteger.Abs(denominator);
        return scaled / (BigInteger.Abs(denominator) * 2) * numerator.Sign * denominator.Sign;
    }

    private static string Fitted(BigInteger unscaled, long size) => BigInteger.Abs(unscaled) < BigInteger.Pow(10, (int)(size / 100))
        ? new DecimalValue(unscaled, (int)(size % 100)).ToString()
        : throw new SqlException(
            "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION", "22003", $"The {new DecimalValue(unscaled, (int)(size % 100))} cannot be represented as Decimal({size / 100}, {size % 100}).");
}
