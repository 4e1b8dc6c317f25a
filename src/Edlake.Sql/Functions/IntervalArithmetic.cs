using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>
/// <c>+ - * /</c> where a date, a timestamp or an ANSI interval takes part. Intervals are plain numbers in the generated SQL
/// (months, microseconds).
/// </summary>
internal static class IntervalArithmetic
{
    private const string MicrosPerDay = "86400000000";
    private static readonly SparkType DayTime = new DayTimeIntervalType(0, 3);
    private static readonly SparkType YearMonth = new YearMonthIntervalType(0, 1);

    /// <summary>Whether a bound call is one of these.</summary>
    internal static bool Applies(GeneratedCall call) => call.Bound.Any(argument => Concerns(argument.Type));

    /// <summary>Binds the call when it is one of these; null when it is plain numbers.</summary>
    internal static Signature? TryBind(CallSite call)
    {
        var (left, right) = (call.Arguments[0], call.Arguments[1]);
        if (!Concerns(left.Type) && !Concerns(right.Type))
            return null;
        var bound = Sign(call.Name) switch
        {
            '+' => Add(call, left, right) ?? Add(call, right, left, swapped: true),
            '-' => Subtract(call, left, right),
            '*' => left.Type.IsAnsiInterval() ? Scale(call, left, right) : Scale(call, right, left, swapped: true),
            '/' when left.Type.IsAnsiInterval() => Scale(call, left, right),
            _ => null,
        } ?? throw FunctionErrors.BinaryOperatorDifferentTypes(call);
        return call.Name.StartsWith("try_", StringComparison.Ordinal) ? bound with { Nullable = true } : bound;
    }

    /// <summary>The SQL of such a call.</summary>
    internal static string Generate(string name, GeneratedCall call)
    {
        var sql = Sign(name) switch
        {
            '+' => Sum(call, "+"),
            '-' => Sum(call, "-"),
            '*' => Scaled(call, "*"),
            _ => Scaled(call, "/"),
        };
        return name.StartsWith("try_", StringComparison.Ordinal) ? $"TRY({sql})" : sql;
    }

    private static bool Concerns(SparkType type) => type.IsDateTime() || type.IsAnsiInterval() || type is CalendarIntervalType;

    private static char Sign(string name) => name switch
    {
        "+" or "try_add" => '+',
        "-" or "try_subtract" => '-',
        "*" or "try_multiply" => '*',
        "/" or "try_divide" => '/',
        _ => '?',
    };

    private static Signature? Add(CallSite call, BoundExpression left, BoundExpression right, bool swapped = false)
    {
        var type = (left.Type, right.Type) switch
        {
            (DateType, ByteType or ShortType or IntegerType or NullType) => Date,
            (DateType, StringType) => Date,
            (DateType, YearMonthIntervalType) => Date,
            (DateType, DayTimeIntervalType { StartField: 0, EndField: 0 }) => Date,
            (DateType, DayTimeIntervalType) => Timestamp,
            (TimestampType or TimestampNtzType, YearMonthIntervalType or DayTimeIntervalType or CalendarIntervalType or NullType) => left.Type,
            (YearMonthIntervalType, YearMonthIntervalType) or (DayTimeIntervalType, DayTimeIntervalType) => Union(left.Type, right.Type),
            (YearMonthIntervalType or DayTimeIntervalType, NullType) => left.Type,
            (CalendarIntervalType, CalendarIntervalType or NullType) => left.Type,
            _ => null,
        };
        if (type is null)
            return Mixed(call, left, right);
        if (left.Type is DateType && right.Type is StringType or NullType)
            right = TypeCoercion.ImplicitCast(right, Int);
        else if (right.Type is NullType)
            right = TypeCoercion.ImplicitCast(right, left.Type.IsDateTime() ? DayTime : left.Type);
        IReadOnlyList<BoundExpression> arguments = swapped ? [right, left] : [left, right];
        return new Signature(arguments, type, left.Nullable || right.Nullable);
    }

    private static Signature? Mixed(CallSite call, BoundExpression left, BoundExpression right) =>
        left.Type.IsAnsiInterval() && right.Type.IsAnsiInterval()
            ? throw FunctionErrors.UnexpectedInputType(call, 0, "(TIMESTAMP OR TIMESTAMP WITHOUT TIME ZONE)")
            : null;

    private static Signature? Subtract(CallSite call, BoundExpression left, BoundExpression right)
    {
        var nullable = left.Nullable || right.Nullable;
        switch (left.Type, right.Type)
        {
            case (DateType, DateType):
                return new Signature([left, right], new DayTimeIntervalType(0, 0), nullable);
            case (TimestampType or TimestampNtzType or DateType, TimestampType or TimestampNtzType or DateType):
                var common = TypeCoercion.CommonType(left.Type, right.Type)!;
                return new Signature(
                    [TypeCoercion.ImplicitCast(left, common), TypeCoercion.ImplicitCast(right, common)], DayTime, nullable);
            case (DateType, StringType):
                return new Signature([left, TypeCoercion.ImplicitCast(right, Date)], new DayTimeIntervalType(0, 0), true);
            case (StringType, DateType):
                return new Signature([TypeCoercion.ImplicitCast(left, Date), right], new DayTimeIntervalType(0, 0), true);
            case (TimestampType or TimestampNtzType, StringType):
                return new Signature([left, TypeCoercion.ImplicitCast(right, left.Type)], DayTime, true);
            case (StringType, TimestampType or TimestampNtzType):
                return new Signature([TypeCoercion.ImplicitCast(left, right.Type), right], DayTime, true);
            default:
                return Add(call, left, right);
        }
    }

    private static Signature? Scale(CallSite call, BoundExpression interval, BoundExpression number, bool swapped = false)
    {
        if (!interval.Type.IsAnsiInterval())
            return null;
        if (number.Type is StringType or NullType)
            number = TypeCoercion.ImplicitCast(number, FunctionRow.Double);
        if (!number.Type.IsNumeric())
            return null;
        var type = interval.Type is YearMonthIntervalType ? YearMonth : DayTime;
        IReadOnlyList<BoundExpression> arguments = swapped ? [number, interval] : [interval, number];
        return new Signature(arguments, type, Sign(call.Name) == '/' || interval.Nullable || number.Nullable);
    }

    private static SparkType Union(SparkType left, SparkType right) => (left, right) switch
    {
        (YearMonthIntervalType l, YearMonthIntervalType r) =>
            new YearMonthIntervalType(Math.Min(l.StartField, r.StartField), Math.Max(l.EndField, r.EndField)),
        (DayTimeIntervalType l, DayTimeIntervalType r) =>
            new DayTimeIntervalType(Math.Min(l.StartField, r.StartField), Math.Max(l.EndField, r.EndField)),
        _ => left,
    };

    private static string Sum(GeneratedCall call, string sign)
    {
        var (left, right) = (call.Bound[0].Type, call.Bound[1].Type);
        var (l, r) = (call.Arguments[0], call.Arguments[1]);
        return (left, right) switch
        {
            (DateType, DateType) => $"(CAST(({l} - {r}) AS BIGINT) * {MicrosPerDay})",
            (TimestampType or TimestampNtzType, TimestampType or TimestampNtzType) => WallClock.Between(r, l, left, call.Session.TimeZone),
            _ when left.IsDateTime() => Moved(l, left, r, right, sign, call),
            _ when right.IsDateTime() => Moved(r, right, l, left, sign, call),
            _ => $"({l} {sign} {r})",
        };
    }

    private static string Moved(string instant, SparkType instantType, string amount, SparkType amountType, string sign, GeneratedCall call)
    {
        var (result, zone) = (call.Type, call.Session.TimeZone);
        var start = instantType is DateType && result is not DateType ? WallClock.Instant($"CAST({instant} AS TIMESTAMP)", zone) : instant;
        var moved = amountType switch
        {
            YearMonthIntervalType => WallClock.Moved(start, $"{sign} to_months({amount})", result, zone),
            DayTimeIntervalType when result is DateType => $"({start} {sign} CAST({amount} // {MicrosPerDay} AS INTEGER))",
            // Whole days move the wall clock, the rest moves the instant: that is what Spark does across a change of offset.
            DayTimeIntervalType => $"({WallClock.Moved(start, $"{sign} to_days(CAST({amount} // {MicrosPerDay} AS INTEGER))", result, zone)} {sign} to_microseconds({amount} % {MicrosPerDay}))",
            _ => $"({start} {sign} {amount})",
        };
        return result is DateType ? $"CAST({moved} AS DATE)" : moved;
    }

    private static string Scaled(GeneratedCall call, string sign)
    {
        var intervalFirst = call.Bound[0].Type.IsAnsiInterval();
        var (interval, number) = intervalFirst ? (call.Arguments[0], call.Arguments[1]) : (call.Arguments[1], call.Arguments[0]);
        var type = PhysicalType.Of(call.Type);
        if (sign == "*")
            return $"CAST(round(CAST({interval} AS DECIMAL(38,9)) * {number}, 0) AS {type})";
        var quotient = $"CAST(round(CAST({interval} AS DOUBLE) / {number}, 0) AS {type})";
        return $"(CASE WHEN {number} = 0 THEN {Raise("INTERVAL_DIVIDED_BY_ZERO", "Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead.", "22012")} ELSE {quotient} END)";
    }
}
