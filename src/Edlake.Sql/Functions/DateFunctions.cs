using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Calendar days. Timestamps given to them are cut to their day in the session's time zone.</summary>
internal static class DateFunctions
{
    private static readonly Parameter Days = new("(\"INT\" or \"SMALLINT\" or \"TINYINT\")", type => type switch
    {
        ByteType or ShortType or IntegerType or StringType or NullType => Int,
        _ => null,
    });

    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("date_add", [Parameter.Date, Days], FunctionRow.Date, "({0} + {1})") with { Aliases = ["dateadd"] },
        Scalar("date_sub", [Parameter.Date, Days], FunctionRow.Date, "({0} - {1})"),
        Scalar("datediff", [Parameter.Date, Parameter.Date], Int, "CAST(({0} - {1}) AS INTEGER)") with { Aliases = ["date_diff"] },
        Scalar("add_months", [Parameter.Date, Parameter.Int], FunctionRow.Date, "CAST(({0} + to_months({1})) AS DATE)"),
        Scalar("months_between", [Parameter.Timestamp, Parameter.Timestamp, Parameter.Boolean], _ => FunctionRow.Double, MonthsBetween, optional: 1),
        Scalar("last_day", [Parameter.Date], FunctionRow.Date, "last_day({0})"),
        Scalar("next_day", [Parameter.Date, Parameter.Text], FunctionRow.Date, NextDay, nullable: Always),
        Scalar("trunc", [Parameter.Date, Parameter.Text], _ => FunctionRow.Date, Trunc, nullable: Always),
        Field("year", "year({0})"),
        Field("quarter", "quarter({0})"),
        Field("month", "month({0})"),
        Field("day", "day({0})") with { Aliases = ["dayofmonth"] },
        Field("dayofweek", "(dayofweek({0}) + 1)"),
        Field("weekday", "(isodow({0}) - 1)"),
        Field("dayofyear", "dayofyear({0})"),
        Field("weekofyear", "weekofyear({0})"),
        Field("yearofweek", "isoyear({0})"),
        Field("dayofweek_iso", "isodow({0})"),
        Scalar("dayname", [Parameter.Date], FunctionRow.Text, "strftime({0}, '%a')"),
        Scalar("monthname", [Parameter.Date], FunctionRow.Text, "strftime({0}, '%b')"),
        Scalar("make_date", [Parameter.Int, Parameter.Int, Parameter.Int], FunctionRow.Date, "make_date(CAST(spark_make_date(CAST({0} AS BIGINT), CAST({1} AS BIGINT), CAST({2} AS BIGINT)) AS INTEGER))"),
        Scalar("date_from_unix_date", [Parameter.Int], FunctionRow.Date, "make_date({0})"),
        Scalar("unix_date", [Parameter.Date], Int, "CAST(({0} - DATE '1970-01-01') AS INTEGER)"),
        Scalar("current_date", [], _ => FunctionRow.Date, call => $"CAST({TimestampFunctions.Now(call.Session)} AS DATE)") with
        {
            Aliases = ["curdate"],
            SessionValue = session => new BoundCast(TimestampFunctions.Instant(session), FunctionRow.Date, CastMode.Ansi, false),
        },
    ];

    /// <summary>DuckDB's name of a unit that Spark's trunc and date_trunc know; null for one they do not know.</summary>
    internal static string? Unit(string format) => format.ToUpperInvariant() switch
    {
        "YEAR" or "YYYY" or "YY" => "year",
        "QUARTER" => "quarter",
        "MONTH" or "MM" or "MON" => "month",
        "WEEK" => "week",
        "DAY" or "DD" => "day",
        "HOUR" => "hour",
        "MINUTE" => "minute",
        "SECOND" => "second",
        "MILLISECOND" => "milliseconds",
        "MICROSECOND" => "microseconds",
        _ => null,
    };

    private static FunctionDefinition Field(string name, string sql) => Scalar(name, [Parameter.Date], Int, $"CAST({sql} AS INTEGER)");

    // Spark's rule: whole months when both days are the same or both are month ends, else the rest in months of 31 days; 8 digits.
    private static string MonthsBetween(GeneratedCall call)
    {
        var (end, start) = (WallClock.Local(call.Arguments[0], call.Session.TimeZone), WallClock.Local(call.Arguments[1], call.Session.TimeZone));
        var months = $"((year({end}) - year({start})) * 12 + month({end}) - month({start}))";
        var lastEnd = $"(day({end}) = day(last_day(CAST({end} AS DATE))))";
        var lastStart = $"(day({start}) = day(last_day(CAST({start} AS DATE))))";
        var seconds = $"(hour({end}) * 3600 + minute({end}) * 60 + second({end}) - hour({start}) * 3600 - minute({start}) * 60 - second({start}))";
        var fraction = $"((day({end}) - day({start})) * 86400 + {seconds})::DOUBLE / 2678400";
        var exact = $"({months} + {fraction})";
        var rounded = call.Arguments.Count == 3 ? $"(CASE WHEN {call.Arguments[2]} THEN round({exact}, 8) ELSE {exact} END)" : $"round({exact}, 8)";
        return $"(CASE WHEN day({end}) = day({start}) OR ({lastEnd} AND {lastStart}) THEN CAST({months} AS DOUBLE) ELSE {rounded} END)";
    }

    private const string NextDay =
        "({0} + CAST(((CASE upper(trim({1})) WHEN 'MO' THEN 1 WHEN 'MON' THEN 1 WHEN 'MONDAY' THEN 1 WHEN 'TU' THEN 2 WHEN 'TUE' THEN 2 WHEN 'TUESDAY' THEN 2 "
        + "WHEN 'WE' THEN 3 WHEN 'WED' THEN 3 WHEN 'WEDNESDAY' THEN 3 WHEN 'TH' THEN 4 WHEN 'THU' THEN 4 WHEN 'THURSDAY' THEN 4 "
        + "WHEN 'FR' THEN 5 WHEN 'FRI' THEN 5 WHEN 'FRIDAY' THEN 5 WHEN 'SA' THEN 6 WHEN 'SAT' THEN 6 WHEN 'SATURDAY' THEN 6 "
        + "WHEN 'SU' THEN 7 WHEN 'SUN' THEN 7 WHEN 'SUNDAY' THEN 7 "
        + "ELSE error('[ILLEGAL_DAY_OF_WEEK] Illegal input for day of week: ' || {1} || '. SQLSTATE: 22009') END - isodow({0}) + 6) % 7 + 1) AS INTEGER))";

    private static string Trunc(GeneratedCall call)
    {
        if (call.Bound[1] is not BoundLiteral { Value: string format })
        {
            var branches = new[] { "year", "yyyy", "yy", "quarter", "month", "mm", "mon", "week" }
                .Select(name => $"WHEN '{name}' THEN CAST(date_trunc('{Unit(name)}', {call.Arguments[0]}) AS DATE)");
            return $"(CASE lower({call.Arguments[1]}) {string.Join(" ", branches)} END)";
        }

        return Unit(format) is { } unit and ("year" or "quarter" or "month" or "week")
            ? $"CAST(date_trunc('{unit}', {call.Arguments[0]}) AS DATE)"
            : "CAST(NULL AS DATE)";
    }
}
