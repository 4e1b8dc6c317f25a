using System.Globalization;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Reading.Skipping;

/// <summary>Constants of a condition in the form that <see cref="Bounds"/> compares.</summary>
internal static class ConstantValue
{
    /// <summary>Whether the expression is a constant that can be compared; NULL gives a null value.</summary>
    internal static bool TryGet(BoundExpression expression, out object? value)
    {
        switch (expression)
        {
            case BoundLiteral literal:
                value = Comparable(literal);
                return value is not null || literal.Value is null;
            case BoundCast cast when TryGet(cast.Operand, out var inner):
                value = Converted(inner, cast.Operand.Type, cast.Type);
                return value is not null || inner is null;
            default:
                value = null;
                return false;
        }
    }

    private static object? Comparable(BoundLiteral literal) => literal.Value switch
    {
        sbyte or short or long when literal.Type.IsNumeric() => System.Convert.ToDecimal(literal.Value, CultureInfo.InvariantCulture),
        int days when literal.Type is DateType => (long)days,
        int number when literal.Type is IntegerType => (decimal)number,
        long micros when literal.Type is TimestampType or TimestampNtzType => micros,
        float or double => System.Convert.ToDouble(literal.Value, CultureInfo.InvariantCulture),
        DecimalValue number => decimal.TryParse(number.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : null,
        string or bool => literal.Value,
        _ => null,
    };

    // Only conversions that keep the value; others are left to the engine.
    private static object? Converted(object? value, SparkType from, SparkType to) => (value, to) switch
    {
        (null, _) => null,
        (decimal number, FloatType or DoubleType) => (double)number,
        (decimal, LongType or IntegerType or ShortType or ByteType) when from is not DecimalType => value,
        (decimal number, DecimalType type) => decimal.Round(number, Math.Min(type.Scale, 28)) == number ? value : null,
        (double, DoubleType) => value,
        (string text, StringType) when to == from => text,
        (string text, DateType) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? (long)(date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber)
            : null,
        _ => null,
    };
}
