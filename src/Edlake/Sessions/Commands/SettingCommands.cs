using Edlake.Engines;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Functions.Native;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sessions.Commands;

/// <summary>SET, SET TIME ZONE, RESET.</summary>
internal sealed class SettingCommands(SqlSession session)
{
    private const string TimeZoneKey = "spark.sql.session.timeZone";

    private static readonly StructType Columns = new([new StructField("key", new StringType(), false), new StructField("value", new StringType(), false)]);

    internal IQueryResult Set(SetStatement set)
    {
        if (set.Key is null)
            return new RowList(Columns, [.. session.State.Settings.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new object?[] { pair.Key, pair.Value })]);
        if (set.Value is null)
            return Row(set.Key, session.State.Settings.GetValueOrDefault(set.Key) ?? (IsTimeZone(set.Key) ? session.State.TimeZone : "<undefined>"));
        if (IsTimeZone(set.Key))
            session.State = session.State with { TimeZone = Zone(set.Value, set.Span) };
        session.State = session.State with { Settings = new Dictionary<string, string>(session.State.Settings) { [set.Key] = set.Value } };
        return Row(set.Key, set.Value);
    }

    internal IQueryResult SetTimeZone(SetTimeZoneStatement set, BoundCommand command)
    {
        var zone = set.Zone is null ? TimeZoneInfo.Local.Id : command.Expressions[0] switch
        {
            BoundLiteral { Value: string name } => Zone(name, set.Span),
            BoundLiteral { Type: DayTimeIntervalType, Value: long micros } => Offset(micros, set.Span),
            _ => throw Invalid(set.Span),
        };
        session.State = session.State with { TimeZone = zone };
        return Row(TimeZoneKey, zone);
    }

    internal IQueryResult Reset(ResetStatement reset)
    {
        session.State = session.State with
        {
            Settings = reset.Key is null ? new Dictionary<string, string>() : session.State.Settings.Where(pair => pair.Key != reset.Key).ToDictionary(),
            TimeZone = reset.Key is null || IsTimeZone(reset.Key) ? "UTC" : session.State.TimeZone,
        };
        return RowList.Nothing;
    }

    private static bool IsTimeZone(string key) => key.Equals(TimeZoneKey, StringComparison.OrdinalIgnoreCase);

    private static string Zone(string name, SourceSpan span) =>
        DateTimePattern.IsZone(name) ? name : throw Invalid(span);

    private static string Offset(long micros, SourceSpan span)
    {
        var offset = TimeSpan.FromMicroseconds(micros);
        return offset.Duration() <= TimeSpan.FromHours(18) && offset.Seconds == 0
            ? $"{(micros < 0 ? '-' : '+')}{offset.Duration():hh\\:mm}"
            : throw Invalid(span);
    }

    private static SqlException Invalid(SourceSpan span) => new(
        "INVALID_CONF_VALUE.TIME_ZONE", "22022", $"The value in the config \"{TimeZoneKey}\" is invalid. Cannot resolve the given timezone.", span, "Write an IANA name such as 'Europe/London', or an offset such as '+02:00'.");

    private static RowList Row(string key, string value) => new(Columns, [[key, value]]);
}
