using System.Numerics;

namespace Edlake.Sql.Types;

/// <summary>
/// Precision and scale of decimal results. Source: Spark's DecimalPrecision rules
/// (https://spark.apache.org/docs/4.0.1/sql-ref-ansi-compliance.html and SPARK-22036 for the adjustment).
/// </summary>
public static class DecimalArithmetic
{
    private const int MinimumAdjustedScale = 6;

    /// <summary>The decimal that holds any value of an integral type: BIGINT is DECIMAL(20,0).</summary>
    public static DecimalType ForIntegral(SparkType type) => type switch
    {
        ByteType => new DecimalType(3, 0),
        ShortType => new DecimalType(5, 0),
        IntegerType => new DecimalType(10, 0),
        LongType => new DecimalType(20, 0),
        DecimalType d => d,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.Sql, "Not an integral type."),
    };

    /// <summary>The narrowest decimal of an integer literal: 12 is DECIMAL(2,0).</summary>
    public static DecimalType ForLiteral(long value) =>
        new(Math.Max(1, BigInteger.Abs(value).ToString(System.Globalization.CultureInfo.InvariantCulture).Length), 0);

    /// <summary>The common type of two decimals: wide enough for both, whole digits first.</summary>
    public static DecimalType Wider(DecimalType left, DecimalType right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        return Bounded(Math.Max(left.Precision - left.Scale, right.Precision - right.Scale) + scale, scale);
    }

    /// <summary><c>+</c> and <c>-</c>.</summary>
    public static DecimalType Add(DecimalType left, DecimalType right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        return Adjusted(Math.Max(left.Precision - left.Scale, right.Precision - right.Scale) + scale + 1, scale);
    }

    /// <summary><c>*</c>.</summary>
    public static DecimalType Multiply(DecimalType left, DecimalType right) =>
        Adjusted(left.Precision + right.Precision + 1, left.Scale + right.Scale);

    /// <summary><c>/</c>.</summary>
    public static DecimalType Divide(DecimalType left, DecimalType right)
    {
        var whole = left.Precision - left.Scale + right.Scale;
        var scale = Math.Max(MinimumAdjustedScale, left.Scale + right.Precision + 1);
        return Adjusted(whole + scale, scale);
    }

    /// <summary><c>%</c> and pmod.</summary>
    public static DecimalType Remainder(DecimalType left, DecimalType right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        return Adjusted(Math.Min(left.Precision - left.Scale, right.Precision - right.Scale) + scale, scale);
    }

    /// <summary>A precision past 38 is cut down to it, at the cost of the scale but not below 6 digits of it.</summary>
    public static DecimalType Adjusted(int precision, int scale)
    {
        if (precision <= DecimalType.MaxPrecision)
            return new DecimalType(precision, scale);
        var whole = precision - scale;
        var least = Math.Min(scale, MinimumAdjustedScale);
        return new DecimalType(DecimalType.MaxPrecision, Math.Max(DecimalType.MaxPrecision - whole, least));
    }

    /// <summary>Both cut at 38, the scale untouched where it can be.</summary>
    public static DecimalType Bounded(int precision, int scale) =>
        new(Math.Min(precision, DecimalType.MaxPrecision), Math.Min(scale, DecimalType.MaxPrecision));
}
