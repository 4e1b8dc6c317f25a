using System.Globalization;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Instants and wall-clock times. DuckDB's session time zone is the Spark session's.</summary>
internal static class TimestampFunctions
{
    private static readonly Parameter AnyTimestamp = new("(\"TIMESTAMP\" or \"TIMESTAMP_NTZ\")", type =>
        type is TimestampNtzType ? type : Parameter.Timestamp.TargetFor(type));

    private static readonly Parameter ExactSeconds = Parameter.Of(new DecimalType(16, 6));

    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("current_timestamp", [], _ => FunctionRow.Timestamp, call => Now(call.Session)) with { Aliases = ["now"], SessionValue = Instant },
        Scalar("localtimestamp", [], _ => FunctionRow.TimestampNtz, call => WallClock.Local(Now(call.Session), call.Session.TimeZone)) with
        {
            SessionValue = session => new BoundCast(Instant(session), FunctionRow.TimestampNtz, CastMode.Ansi, false),
        },
        Scalar("date_trunc", [Parameter.Text, AnyTimestamp], SameAs(1), DateTrunc, nullable: Always),
        Scalar("hour", [AnyTimestamp], _ => Int, call => $"CAST(hour({Clock(call, 0)}) AS INTEGER)"),
        Scalar("minute", [AnyTimestamp], _ => Int, call => $"CAST(minute({Clock(call, 0)}) AS INTEGER)"),
        Scalar("second", [AnyTimestamp], _ => Int, call => $"CAST(second({Clock(call, 0)}) AS INTEGER)"),
        Scalar("second_fraction", [AnyTimestamp], _ => new DecimalType(8, 6), call => $"CAST(CAST(microsecond({Clock(call, 0)}) AS DECIMAL(18,0)) * 0.000001::DECIMAL(6,6) AS DECIMAL(8,6))"),
        Scalar("unix_seconds", [Parameter.Timestamp], Long, "CAST(floor(epoch_us({0}) / 1000000) AS BIGINT)"),
        Scalar("unix_millis", [Parameter.Timestamp], Long, "CAST(floor(epoch_us({0}) / 1000) AS BIGINT)"),
        Scalar("unix_micros", [Parameter.Timestamp], Long, "epoch_us({0})"),
        Scalar("timestamp_seconds", [Parameter.Numeric], _ => FunctionRow.Timestamp, call => call.Bound[0].Type.IsIntegral()
            ? $"make_timestamptz(CAST({call.Arguments[0]} AS BIGINT) * 1000000)"
            : $"make_timestamptz(CAST(CAST({call.Arguments[0]} AS DECIMAL(30,6)) * 1000000 AS BIGINT))"),
        Scalar("timestamp_millis", [Parameter.Long], FunctionRow.Timestamp, "make_timestamptz({0} * 1000)"),
        Scalar("timestamp_micros", [Parameter.Long], FunctionRow.Timestamp, "make_timestamptz({0})"),
        Scalar("make_timestamp", call => BindMake(call, FunctionRow.Timestamp), Make) with { Aliases = ["make_timestamp_ltz"] },
        Scalar("make_timestamp_ntz", call => BindMake(call, FunctionRow.TimestampNtz), Make),
        Scalar("from_utc_timestamp", [Parameter.Timestamp, Parameter.Text], FunctionRow.Timestamp, "make_timestamptz(spark_from_utc(epoch_us({0}), {1}))"),
        Scalar("to_utc_timestamp", [Parameter.Timestamp, Parameter.Text], FunctionRow.Timestamp, "make_timestamptz(spark_to_utc(epoch_us({0}), {1}))"),
        Scalar("convert_timezone", BindConvert, Template("make_timestamp(spark_from_utc(spark_to_utc(epoch_us({2}), {0}), {1}))")),
        Scalar("timestampadd", BindTimestampAdd, TimestampAdd),
        Scalar("timestampdiff", BindTimestampDiff, TimestampDiff),
        Scalar("window_time", [Parameter.Struct], _ => FunctionRow.Timestamp, Template("(struct_extract({0}, 'end') - to_microseconds(1))")),
    ];

    /// <summary>The statement's own instant as a constant.</summary>
    internal static string Now(SessionState session) => $"make_timestamptz({session.NowMicros.ToString(CultureInfo.InvariantCulture)}::BIGINT)";

    /// <summary>The same as a bound constant.</summary>
    internal static BoundLiteral Instant(SessionState session) => new(session.NowMicros, FunctionRow.Timestamp);

    private static string Clock(GeneratedCall call, int index) => call.Bound[index].Type is TimestampType
        ? WallClock.Local(call.Arguments[index], call.Session.TimeZone)
        : call.Arguments[index];

    private static string Truncated(GeneratedCall call, string unit) => WallClock.Truncated(call.Arguments[1], unit, call.Type, call.Session.TimeZone);

    private static string DateTrunc(GeneratedCall call)
    {
        var type = PhysicalType.Of(call.Type);
        if (call.Bound[0] is not BoundLiteral { Value: string format })
        {
            var branches = new[] { "year", "yyyy", "yy", "quarter", "month", "mm", "mon", "week", "day", "dd", "hour", "minute", "second", "millisecond", "microsecond" }
                .Select(name => $"WHEN '{name}' THEN {Truncated(call, DateFunctions.Unit(name)!)}");
            return $"(CASE lower({call.Arguments[0]}) {string.Join(" ", branches)} END)";
        }

        return DateFunctions.Unit(format) is { } unit ? Truncated(call, unit) : $"CAST(NULL AS {type})";
    }

    private static Signature BindMake(CallSite call, SparkType type)
    {
        CheckCount(call, 6, type is TimestampType ? 7 : 6);
        var arguments = call.Arguments.Select((_, i) => Convert1(call, i, i < 5 ? Parameter.Int : i == 5 ? ExactSeconds : Parameter.Text)).ToList();
        return new Signature(arguments, type, AnyNull(arguments));
    }

    // Fields travel as text to one .NET function, which knows Java's rules (60 seconds, gaps) and gives microseconds.
    private static string Make(GeneratedCall call)
    {
        var fields = string.Join(" || ' ' || ", call.Arguments.Take(6).Select(argument => $"CAST({argument} AS VARCHAR)"));
        var zone = call.Type is TimestampNtzType ? "'UTC'" : call.Arguments.Count == 7 ? call.Arguments[6] : PhysicalType.Literal(call.Session.TimeZone);
        return $"{(call.Type is TimestampNtzType ? "make_timestamp" : "make_timestamptz")}(spark_make_timestamp({fields}, {zone}))";
    }

    private static Signature BindConvert(CallSite call)
    {
        CheckCount(call, 2, 3);
        var zone = call.Arguments.Count == 3 ? Convert1(call, 0, Parameter.Text) : new BoundLiteral(call.Session.TimeZone, FunctionRow.Text);
        var rest = call.Arguments.Count == 3 ? 1 : 0;
        IReadOnlyList<BoundExpression> arguments = [zone, Convert1(call, rest, Parameter.Text), Convert1(call, rest + 1, Parameter.TimestampNtz)];
        return new Signature(arguments, FunctionRow.TimestampNtz, AnyNull(arguments));
    }

    private static Signature BindTimestampAdd(CallSite call)
    {
        CheckCount(call, 3, 3);
        IReadOnlyList<BoundExpression> arguments = [UnitOf(call), Convert1(call, 1, Parameter.Long), Convert1(call, 2, AnyTimestamp)];
        return new Signature(arguments, arguments[2].Type, AnyNull(arguments));
    }

    private static Signature BindTimestampDiff(CallSite call)
    {
        CheckCount(call, 3, 3);
        IReadOnlyList<BoundExpression> arguments = [UnitOf(call), Convert1(call, 1, Parameter.Timestamp), Convert1(call, 2, Parameter.Timestamp)];
        return new Signature(arguments, Long, AnyNull(arguments));
    }

    // The unit is a keyword; the binder hands it over as a literal of its text.
    private static BoundLiteral UnitOf(CallSite call) => call.Arguments[0] is BoundLiteral { Value: string unit }
        && unit.ToUpperInvariant() is "YEAR" or "QUARTER" or "MONTH" or "WEEK" or "DAY" or "DAYOFYEAR" or "HOUR" or "MINUTE" or "SECOND" or "MILLISECOND" or "MICROSECOND"
            ? (BoundLiteral)call.Arguments[0]
            : throw FunctionErrors.InvalidParameter(call, "DATETIME_UNIT", $"The value of parameter(s) `unit` in `{call.Name}` is invalid: expects one of the units YEAR, QUARTER, MONTH, WEEK, DAY, DAYOFYEAR, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND.");

    private static string TimestampAdd(GeneratedCall call)
    {
        var (amount, start) = (call.Arguments[1], call.Arguments[2]);
        string Moved(string move) => WallClock.Moved(start, $"+ {move}", call.Type, call.Session.TimeZone);
        return ((string)((BoundLiteral)call.Bound[0]).Value!).ToUpperInvariant() switch
        {
            "YEAR" => Moved($"to_months(CAST({amount} * 12 AS INTEGER))"),
            "QUARTER" => Moved($"to_months(CAST({amount} * 3 AS INTEGER))"),
            "MONTH" => Moved($"to_months(CAST({amount} AS INTEGER))"),
            "WEEK" => Moved($"to_days(CAST({amount} * 7 AS INTEGER))"),
            "DAY" or "DAYOFYEAR" => Moved($"to_days(CAST({amount} AS INTEGER))"),
            "HOUR" => $"({start} + to_microseconds({amount} * 3600000000))",
            "MINUTE" => $"({start} + to_microseconds({amount} * 60000000))",
            "SECOND" => $"({start} + to_microseconds({amount} * 1000000))",
            "MILLISECOND" => $"({start} + to_microseconds({amount} * 1000))",
            _ => $"({start} + to_microseconds({amount}))",
        };
    }

    // Java's rule: the day of the month must be reached, and the time of the day counts as part of it.
    private static string WholeMonths(string startInstant, string endInstant, string zone)
    {
        var (start, end) = (WallClock.Local(startInstant, zone), WallClock.Local(endInstant, zone));
        string Day(string value) => $"CAST({value} AS DATE)";
        string Time(string value) => $"(epoch_us({value}) % 86400000000)";
        string Place(string day) => $"((year({day}) * 12 + month({day})) * 32 + day({day}))";
        var last = $"CASE WHEN {Day(end)} > {Day(start)} AND {Time(end)} < {Time(start)} THEN {Day(end)} - 1 WHEN {Day(end)} < {Day(start)} AND {Time(end)} > {Time(start)} THEN {Day(end)} + 1 ELSE {Day(end)} END";
        return LambdaText.Let("last_date", last, $"CAST(({Place("last_date")} - {Place(Day(start))}) // 32 AS BIGINT)");
    }

    // Whole units between, cut towards zero.
    private static string TimestampDiff(GeneratedCall call)
    {
        var (start, end) = (call.Arguments[1], call.Arguments[2]);
        var between = WallClock.Between(start, end, FunctionRow.Timestamp, call.Session.TimeZone);
        return ((string)((BoundLiteral)call.Bound[0]).Value!).ToUpperInvariant() switch
        {
            "YEAR" => $"({WholeMonths(start, end, call.Session.TimeZone)} // 12)",
            "QUARTER" => $"({WholeMonths(start, end, call.Session.TimeZone)} // 3)",
            "MONTH" => WholeMonths(start, end, call.Session.TimeZone),
            "WEEK" => $"({between} // 604800000000)",
            "DAY" or "DAYOFYEAR" => $"({between} // 86400000000)",
            "HOUR" => $"({between} // 3600000000)",
            "MINUTE" => $"({between} // 60000000)",
            "SECOND" => $"({between} // 1000000)",
            "MILLISECOND" => $"({between} // 1000)",
            _ => between,
        };
    }
}
