using System.Globalization;
using Edlake.Sql.Functions.Native;
using Edlake.Sql.Types;

namespace Edlake.Sql.Functions;

/// <summary>
/// Between instants and the wall clock of a session's time zone, by the rules of Java's ZonedDateTime, which are Spark's. DuckDB's session has the
/// same zone, unless that is a fixed offset, which it does not know; of a time that comes twice, when clocks are put back, it takes the second
/// where Java takes the first. In UTC both clocks read the same, and no calendar library need be asked.
/// </summary>
public static class WallClock
{
    private const string MicrosPerDay = "86400000000";

    /// <summary>Whether instants and wall-clock times are the same numbers.</summary>
    public static bool IsUtc(string zone) => DateTimePattern.FixedOffset(zone) == 0;

    /// <summary>What the clock shows at an instant.</summary>
    public static string Local(string instant, string zone) => DateTimePattern.FixedOffset(zone) is { } offset
        ? $"make_timestamp(epoch_us({instant}){Ahead(offset)})"
        : $"CAST({instant} AS TIMESTAMP)";

    /// <summary>The instant at which the clock shows a time: the first, if it comes twice; as much later, if it is left out.</summary>
    public static string Instant(string local, string zone)
    {
        if (DateTimePattern.FixedOffset(zone) is { } offset)
            return $"make_timestamptz(epoch_us({local}){Ahead(-offset)})";
        // By the offset of a day before, which is still that of the first time.
        const string first = $"(CAST(wall - to_days(1) AS TIMESTAMPTZ) + to_microseconds({MicrosPerDay}))";
        return LambdaText.Let("wall", local, $"CASE WHEN CAST({first} AS TIMESTAMP) = wall THEN least({first}, CAST(wall AS TIMESTAMPTZ)) ELSE CAST(wall AS TIMESTAMPTZ) END");
    }

    private static string Ahead(long micros) => micros == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {(micros < 0 ? '-' : '+')} {Math.Abs(micros)}");

    /// <summary>An instant moved on the wall clock by months or days, as in <c>+ to_days(1)</c>; it keeps its offset where the clock shows that time by it.</summary>
    internal static string Moved(string instant, string move, SparkType type, string zone)
    {
        if (type is not TimestampType || IsUtc(zone))
            return $"({instant} {move})";
        if (DateTimePattern.FixedOffset(zone) is not null)
            return Instant($"({Local(instant, zone)} {move})", zone);
        const string kept = "make_timestamptz(epoch_us(moved.clock) - epoch_us(CAST(moved.start AS TIMESTAMP)) + epoch_us(moved.start))";
        return LambdaText.Let(
            "moved",
            $"struct_pack(start := {instant}, clock := CAST({instant} AS TIMESTAMP) {move})",
            $"CASE WHEN CAST({kept} AS TIMESTAMP) = moved.clock THEN {kept} ELSE CAST(moved.clock AS TIMESTAMPTZ) END");
    }

    /// <summary>An instant or a wall-clock time cut to a unit of DuckDB's date_trunc.</summary>
    internal static string Truncated(string value, string unit, SparkType type, string zone)
    {
        if (type is not TimestampType)
            return $"date_trunc('{unit}', {value})";
        var clock = Local(value, zone);
        if (IsUtc(zone) || unit is "year" or "quarter" or "month" or "week" or "day")
            return Instant($"date_trunc('{unit}', {clock})", zone);
        return $"make_timestamptz(epoch_us({value}) - epoch_us({clock}) + epoch_us(date_trunc('{unit}', {clock})))";
    }

    /// <summary>Microseconds from one time to another, as the clock shows them.</summary>
    internal static string Between(string start, string end, SparkType type, string zone)
    {
        string Micros(string value) => type is TimestampType && !IsUtc(zone) ? $"epoch_us({Local(value, zone)})" : $"epoch_us({value})";
        return $"({Micros(end)} - {Micros(start)})";
    }
}
