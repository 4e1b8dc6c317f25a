using System.Globalization;
using Edlake.Results;
using Edlake.Spark.Reading;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Spark.Statements;

/// <summary>Values as Spark's SQL says them, of exactly their type.</summary>
internal static class ConstantSql
{
    private const long MicrosPerDay = 86_400_000_000;
    private static readonly long FirstPlain = -(DateTime.UnixEpoch - DateTime.MinValue).Ticks / TimeSpan.TicksPerMicrosecond;
    private static readonly long EndOfPlain = (DateTime.MaxValue - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The text of a constant. Errors: UNSUPPORTED_FEATURE for one that is no literal.</summary>
    internal static string Of(BoundExpression constant) => constant switch
    {
        BoundLiteral { Value: null, Type: NullType } => "NULL",
        BoundLiteral { Value: null } literal => Cast("NULL", literal.Type),
        BoundLiteral { Value: { } value } literal => Of(value, literal.Type),
        BoundCast cast => Cast(Of(cast.Operand), cast.Type),
        _ => throw new SqlException(
            "UNSUPPORTED_FEATURE", "0A000", $"The feature is not supported: a parameter of the type {constant.Type.Sql} on Spark.", constant.Span, "Pass scalar values."),
    };

    private static string Of(object value, SparkType type) => (value, type) switch
    {
        (bool truth, _) => truth ? "true" : "false",
        (int number, IntegerType) => InParentheses(number),
        (string text, StringType or CharType or VarcharType) => SparkSyntax.Literal(text),
        (byte[] bytes, _) => $"X'{Convert.ToHexString(bytes)}'",
        (sbyte or short or long, ByteType or ShortType or LongType) or (float or double or DecimalValue, _) => Cast(SparkSyntax.Literal(SparkText.Of(value, type)!), type),
        (int days, DateType) => IsPlain(days * MicrosPerDay) ? $"DATE '{SparkText.Of(days, type)}'" : $"date_from_unix_date({days.ToString(CultureInfo.InvariantCulture)})",
        (long micros, TimestampType) => IsPlain(micros) ? $"TIMESTAMP '{SparkText.Of(micros, type)}'" : $"timestamp_micros({Number(micros)})",
        (long micros, TimestampNtzType) => Clock(micros),
        (int months, YearMonthIntervalType) => Cast($"make_ym_interval(0, {months.ToString(CultureInfo.InvariantCulture)})", type),
        (long micros, DayTimeIntervalType) => Cast($"make_dt_interval(0, 0, 0, {Seconds(micros)})", type),
        (ValueTuple<int, int, long>(var months, var days, var micros), CalendarIntervalType) =>
            string.Create(CultureInfo.InvariantCulture, $"make_interval(0, {months}, 0, {days}, 0, 0, {Seconds(micros)})"),
        _ => throw new SqlException("UNSUPPORTED_FEATURE", "0A000", $"The feature is not supported: a parameter of the type {type.Sql} on Spark.", null, "Pass scalar values."),
    };

    // Years of four digits, which literals take.
    private static bool IsPlain(long micros) => micros >= FirstPlain && micros < EndOfPlain;

    // A minus sign after another one would begin a comment.
    private static string InParentheses(int number) => number < 0
        ? string.Create(CultureInfo.InvariantCulture, $"({number})")
        : number.ToString(CultureInfo.InvariantCulture);

    private static string Clock(long micros)
    {
        var days = (long)Math.Floor((decimal)micros / MicrosPerDay);
        return $"(CAST(date_from_unix_date({days.ToString(CultureInfo.InvariantCulture)}) AS TIMESTAMP_NTZ) + make_dt_interval(0, 0, 0, {Seconds(micros - (days * MicrosPerDay))}))";
    }

    private static string Number(long number) => $"CAST('{number.ToString(CultureInfo.InvariantCulture)}' AS BIGINT)";

    private static string Seconds(long micros) =>
        $"CAST('{new DecimalValue(micros, 6)}' AS DECIMAL(18, 6))";

    private static string Cast(string text, SparkType type) => $"CAST({text} AS {type.Sql})";
}
