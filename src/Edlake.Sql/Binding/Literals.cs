using System.Globalization;
using System.Numerics;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>Literals as written to typed constants.</summary>
internal static class Literals
{
    private static readonly string[] DayTimeFields = ["day", "hour", "minute", "second"];
    private static readonly long[] DayTimeMicros = [86_400_000_000, 3_600_000_000, 60_000_000, 1_000_000];

    internal static BoundLiteral Number(NumberExpression number)
    {
        var culture = CultureInfo.InvariantCulture;
        switch (number.Suffix)
        {
            case NumberSuffix.TinyInt:
                return Whole(number, sbyte.MinValue, sbyte.MaxValue, value => (sbyte)value, new ByteType());
            case NumberSuffix.SmallInt:
                return Whole(number, short.MinValue, short.MaxValue, value => (short)value, new ShortType());
            case NumberSuffix.BigInt:
                return Whole(number, long.MinValue, long.MaxValue, value => (long)value, new LongType());
            case NumberSuffix.Float:
                return new BoundLiteral(float.Parse(number.Text, culture), new FloatType());
            case NumberSuffix.Double:
                return new BoundLiteral(double.Parse(number.Text, culture), new DoubleType());
            case NumberSuffix.None when number.IsWhole:
                var whole = number.Whole;
                if (whole >= int.MinValue && whole <= int.MaxValue)
                    return new BoundLiteral((int)whole, new IntegerType());
                if (whole >= long.MinValue && whole <= long.MaxValue)
                    return new BoundLiteral((long)whole, new LongType());
                return Decimal(number);
            case NumberSuffix.None when number.HasExponent:
                return new BoundLiteral(double.Parse(number.Text, culture), new DoubleType());
            default:
                return Decimal(number);
        }
    }

    internal static BoundExpression Typed(TypedLiteralExpression literal, string timeZone)
    {
        switch (literal.TypeName)
        {
            case "x":
                if (!literal.Value.All(char.IsAsciiHexDigit))
                    throw Invalid(literal, "X");
                return new BoundLiteral(System.Convert.FromHexString(literal.Value.Length % 2 == 0 ? literal.Value : "0" + literal.Value), new BinaryType());
            case "date":
                return DateTimeText.TryParse(literal.Value, timeZone, out var date)
                    ? new BoundLiteral(date.Days, new DateType())
                    : throw Invalid(literal, "DATE");
            case "timestamp_ntz":
                // A zone in the text is dropped: the clock's reading is what counts.
                return DateTimeText.TryParse(literal.Value, "UTC", out _)
                    ? new BoundLiteral(DateTimeText.WithoutZone(literal.Value), new TimestampNtzType())
                    : throw Invalid(literal, "TIMESTAMP_NTZ");
            case "interval":
                return IntervalText.Parse(literal.Value) ?? throw Invalid(literal, "INTERVAL");
            default:
                return DateTimeText.TryParse(literal.Value, timeZone, out var instant)
                    ? new BoundLiteral(instant.Micros, new TimestampType())
                    : throw Invalid(literal, "TIMESTAMP");
        }
    }

    internal static BoundLiteral Interval(IntervalExpression interval)
    {
        if (interval.To is { } to)
            return IntervalText.Range(((StringExpression)interval.Fields[0].Amount).Value, interval.Fields[0].Unit, to) ?? throw InvalidInterval(interval);
        long months = 0, micros = 0;
        var (hasMonths, hasMicros, first, last) = (false, false, 9, -1);
        foreach (var (amount, unit) in interval.Fields)
        {
            var value = Amount(amount) ?? throw InvalidInterval(interval);
            if (unit is "year" or "month" or "quarter")
            {
                hasMonths = true;
                months += (long)value * (unit == "year" ? 12 : unit == "quarter" ? 3 : 1);
                (first, last) = (Math.Min(first, unit == "year" ? 0 : 1), Math.Max(last, unit == "year" ? 0 : 1));
                continue;
            }

            hasMicros = true;
            var (size, place) = unit switch
            {
                "week" => (7 * DayTimeMicros[0], 0),
                "millisecond" => (1000L, 3),
                "microsecond" => (1L, 3),
                _ => (DayTimeMicros[Array.IndexOf(DayTimeFields, unit)], Array.IndexOf(DayTimeFields, unit)),
            };
            micros += (long)(value * size);
            (first, last) = (Math.Min(first, place), Math.Max(last, place));
        }

        if (hasMonths && hasMicros)
            throw new SqlException("INVALID_INTERVAL_FORMAT", "22006", "Cannot mix year-month and day-time fields in one interval.", interval.Span, "Write two intervals.");
        return hasMonths
            ? new BoundLiteral((int)months, new YearMonthIntervalType(first, last))
            : new BoundLiteral(micros, new DayTimeIntervalType(first, last));
    }

    private static decimal? Amount(Expression amount) => amount switch
    {
        NumberExpression number when decimal.TryParse(number.Text, CultureInfo.InvariantCulture, out var value) => value,
        StringExpression text when decimal.TryParse(text.Value, CultureInfo.InvariantCulture, out var value) => value,
        UnaryExpression { Operator: "-" } minus => -Amount(minus.Operand),
        _ => null,
    };

    private static BoundLiteral Whole(NumberExpression number, BigInteger least, BigInteger most, Func<BigInteger, object> convert, SparkType type)
    {
        var value = number.Whole;
        return value >= least && value <= most
            ? new BoundLiteral(convert(value), type)
            : throw new SqlException("INVALID_NUMERIC_LITERAL_RANGE", "22003", $"Numeric literal {number.Text} is outside the valid range for {type.Sql.ToLowerInvariant()} with minimum value of {least} and maximum value of {most}.", number.Span, "Adjust the value accordingly.");
    }

    private static BoundLiteral Decimal(NumberExpression number)
    {
        var text = number.Text.TrimStart('-');
        var exponent = 0;
        var mark = text.IndexOfAny(['e', 'E']);
        if (mark >= 0)
        {
            exponent = int.Parse(text[(mark + 1)..], CultureInfo.InvariantCulture);
            text = text[..mark];
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var scale = dot < 0 ? 0 : text.Length - dot - 1;
        var unscaled = BigInteger.Parse("0" + text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        scale -= exponent;
        if (scale < 0)
            (unscaled, scale) = (unscaled * BigInteger.Pow(10, -scale), 0);
        if (number.Text.StartsWith('-'))
            unscaled = -unscaled;
        var digits = BigInteger.Abs(unscaled).IsZero ? 0 : BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).Length;
        var precision = Math.Max(Math.Max(digits, scale), 1);
        return precision <= DecimalType.MaxPrecision
            ? new BoundLiteral(new DecimalValue(unscaled, scale), new DecimalType(precision, scale))
            : throw new SqlException("DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION", "22003", $"Decimal precision {precision} exceeds max precision {DecimalType.MaxPrecision}.", number.Span);
    }

    private static SqlException Invalid(TypedLiteralExpression literal, string type) => new(
        "INVALID_TYPED_LITERAL", "42604", $"The value of the typed literal \"{type}\" is invalid: '{literal.Value}'.", literal.Span, "Correct the literal.");

    private static SqlException InvalidInterval(IntervalExpression interval) =>
        new("INVALID_INTERVAL_FORMAT", "22006", "Error parsing the interval.", interval.Span, "Write it like INTERVAL 1 DAY or INTERVAL '1-2' YEAR TO MONTH.");
}
