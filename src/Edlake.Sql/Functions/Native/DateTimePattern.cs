using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Functions.Native;

/// <summary>
/// Spark's datetime patterns (https://spark.apache.org/docs/4.0.1/sql-ref-datetime-pattern.html): a run of one letter is a field, text in single
/// quotes stands for itself. Times are microseconds since the epoch.
/// </summary>
public static class DateTimePattern
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<(char Letter, int Count, string Text)>> Parsed = new();
    private static readonly ConcurrentDictionary<string, TimeZoneInfo> Zones = new();
    private static readonly char[] Signs = ['+', '-'];

    private static readonly Dictionary<string, string> Strftime = new()
    {
        ["yyyy"] = "%Y",
        ["yy"] = "%y",
        ["MM"] = "%m",
        ["M"] = "%-m",
        ["MMM"] = "%b",
        ["MMMM"] = "%B",
        ["dd"] = "%d",
        ["d"] = "%-d",
        ["HH"] = "%H",
        ["H"] = "%-H",
        ["hh"] = "%I",
        ["h"] = "%-I",
        ["mm"] = "%M",
        ["m"] = "%-M",
        ["ss"] = "%S",
        ["s"] = "%-S",
        ["SSS"] = "%g",
        ["SSSSSS"] = "%f",
        ["a"] = "%p",
        ["E"] = "%a",
        ["EE"] = "%a",
        ["EEE"] = "%a",
        ["EEEE"] = "%A",
        ["D"] = "%-j",
        ["DDD"] = "%j",
    };

    /// <summary>The strftime form, when every field has one that means the same; else null.</summary>
    internal static string? ToStrftime(string pattern)
    {
        var result = new StringBuilder();
        foreach (var (letter, count, text) in Fields(pattern))
        {
            if (letter == '\0')
                result.Append(text.Replace("%", "%%", StringComparison.Ordinal));
            else if (Strftime.TryGetValue(new string(letter, count), out var code))
                result.Append(code);
            else
                return null;
        }

        return result.ToString();
    }

    /// <summary>Refuses what Spark refuses: letters of week-based fields and unknown ones.</summary>
    internal static void Check(string pattern, SourceSpan span, bool forParsing)
    {
        foreach (var (letter, count, _) in Fields(pattern))
        {
            var known = letter == '\0' || "GyMLdDQqEFaHhKkmsSVzOXxZ".Contains(letter, StringComparison.Ordinal);
            if (known && !(forParsing && letter is 'E' or 'F' or 'q' or 'Q') && count <= 9 && (!ZoneTexts.Has(letter) || ZoneTexts.Allows(letter, count)))
                continue;
            throw new SqlException(
                letter is 'Y' or 'w' or 'W' or 'u' or 'e' or 'c' ? "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION" : "INVALID_DATETIME_PATTERN.ILLEGAL_CHARACTER",
                letter is 'Y' or 'w' or 'W' or 'u' or 'e' or 'c' ? "42K0B" : "22007",
                $"Unrecognized datetime pattern: '{pattern}': the field '{new string(letter, count)}' is not supported{(forParsing ? " when parsing" : "")}.",
                span,
                "Use the letters of Spark's page 'Datetime patterns'; yyyy is the year.");
        }
    }

    internal static string Format(long micros, string pattern, string zone)
    {
        var info = Zone(zone);
        var utc = DateTimeOffset.UnixEpoch.AddTicks(micros * 10);
        var offset = info.GetUtcOffset(utc);
        var local = utc.ToOffset(offset).DateTime;
        var result = new StringBuilder();
        foreach (var (letter, count, text) in Fields(pattern))
            result.Append(letter == '\0' ? text : Field(letter, count, local, offset, zone));
        return result.ToString();
    }

    /// <summary>The clock's reading in a zone at an instant, both as microseconds.</summary>
    internal static long FromUtc(long micros, string zone) =>
        micros + Zone(zone).GetUtcOffset(DateTimeOffset.UnixEpoch.AddTicks(micros * 10)).Ticks / 10;

    /// <summary>The instant at which a zone's clock reads so.</summary>
    internal static long ToUtc(long micros, string zone) => ToMicros(DateTime.UnixEpoch.AddTicks(micros * 10), zone, null);

    internal static long Parse(string text, string pattern, string zone) => TryParse(text, pattern, zone, out var micros)
        ? micros
        : throw new SqlException(
            "CANNOT_PARSE_TIMESTAMP", "22007", $"Text '{text}' could not be parsed by the pattern '{pattern}'. Use `try_to_timestamp` to tolerate invalid input string and return NULL instead.");

    internal static long? TryParseMicros(string text, string pattern, string zone) => TryParse(text, pattern, zone, out var micros) ? micros : null;

    internal static string? TryParseText(string text, string pattern, string zone) =>
        TryParse(text, pattern, zone, out var micros) ? micros.ToString(CultureInfo.InvariantCulture) : null;

    internal static long MakeDate(long year, long month, long day)
    {
        if (year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth((int)year, (int)month))
            return (long)(new DateTime((int)year, (int)month, (int)day) - DateTime.UnixEpoch).TotalDays;
        throw new SqlException("DATETIME_FIELD_OUT_OF_BOUNDS", "22023", $"Invalid date: year {year}, month {month}, day {day}. If necessary set \"spark.sql.ansi.enabled\" to \"false\" to bypass this error.");
    }

    internal static long MakeTimestamp(string fields, string zone)
    {
        var parts = fields.Split(' ');
        var numbers = parts.Take(5).Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var seconds = decimal.Parse(parts[5], CultureInfo.InvariantCulture);
        if (numbers[3] is < 0 or > 23 || numbers[4] is < 0 or > 59 || seconds is < 0 or > 60)
            throw new SqlException("DATETIME_FIELD_OUT_OF_BOUNDS", "22023", $"Invalid value for a time: {numbers[3]}:{numbers[4]}:{seconds}.");
        var local = DateTime.UnixEpoch.AddDays(MakeDate(numbers[0], numbers[1], numbers[2])).AddHours(numbers[3]).AddMinutes(numbers[4]).AddTicks((long)(seconds * 10_000_000));
        return ToMicros(local, zone, null);
    }

    /// <summary>The id by which DuckDB knows a zone, UTC for a fixed offset; raises INVALID_TIMEZONE for one that Spark does not know.</summary>
    public static string CheckZone(string zone) => FixedOffset(zone) is null ? Zone(zone).Id : "UTC";

    /// <summary>Microseconds that a zone's clock is ahead of UTC at all times; null for a region.</summary>
    internal static long? FixedOffset(string zone) =>
        zone is "Z" or "UTC" or "GMT" or "Etc/UTC" ? 0 : IsOffset(zone) ? Zone(zone).BaseUtcOffset.Ticks / 10 : null;

    /// <summary>A zone as Java names it: an offset in full, GMT+05:00 for GMT+5.</summary>
    internal static string ZoneId(string zone)
    {
        if (!IsOffset(zone))
            return zone;
        var (at, offset) = (zone.IndexOfAny(Signs), Zone(zone).BaseUtcOffset);
        return offset == TimeSpan.Zero && at == 0 ? "Z" : $"{zone[..at]}{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}";
    }

    /// <summary>Whether Spark knows a zone: a region's name, or an offset.</summary>
    public static bool IsZone(string zone) =>
        zone is "Z" || (IsOffset(zone) ? DateTimeReader.TryOffset(zone[zone.IndexOfAny(Signs)..], out _) : TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _));

    private static bool TryParse(string text, string pattern, string zone, out long micros)
    {
        var reader = new DateTimeReader(text);
        foreach (var (letter, count, literal) in Fields(pattern))
        {
            if (!reader.Read(letter, count, literal))
            {
                micros = 0;
                return false;
            }
        }

        micros = 0;
        if (!reader.AtEnd || reader.ToLocal() is not { } local)
            return false;
        micros = ToMicros(local, reader.Zone ?? zone, reader.Offset);
        return true;
    }

    private static long ToMicros(DateTime local, string zone, TimeSpan? offset)
    {
        if (offset is null)
        {
            var info = Zone(zone);
            local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);

            // A time in the gap moves forward by it; of two possible ones the earlier instant is meant: Java's rules.
            offset = info.IsInvalidTime(local) ? info.GetUtcOffset(local.AddHours(-1))
                : info.IsAmbiguousTime(local) ? info.GetAmbiguousTimeOffsets(local).Max()
                : info.GetUtcOffset(local);
        }

        return (DateTime.SpecifyKind(local, DateTimeKind.Utc) - offset.Value - DateTime.UnixEpoch).Ticks / 10;
    }

    internal static TimeZoneInfo Zone(string id) => Zones.GetOrAdd(id, key =>
    {
        if (key is "Z" or "UTC" or "GMT")
            return TimeZoneInfo.Utc;
        if (IsOffset(key) && DateTimeReader.TryOffset(key[key.IndexOfAny(Signs)..], out var span))
            return TimeZoneInfo.CreateCustomTimeZone(key, span, key, key);
        return TimeZoneInfo.TryFindSystemTimeZoneById(key, out var zone)
            ? zone
            : throw new SqlException("INVALID_TIMEZONE", "22009", $"The timezone: {key} is invalid. The timezone must be either a region-based zone ID or a zone offset.");
    });

    // +05:30, and the same after UTC, GMT or UT; Etc/GMT-5 is a region to Java.
    private static bool IsOffset(string id) => id.IndexOfAny(Signs) is >= 0 and var sign && id[..sign] is "" or "UTC" or "GMT" or "UT";

    private static IReadOnlyList<(char Letter, int Count, string Text)> Fields(string pattern) => Parsed.GetOrAdd(pattern, text =>
    {
        var fields = new List<(char, int, string)>();
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '\'')
            {
                var end = text.IndexOf('\'', i + 1);
                if (end < 0)
                    end = text.Length;
                fields.Add(('\0', 0, end == i + 1 ? "'" : text[(i + 1)..end]));
                i = end + 1;
            }
            else if (char.IsAsciiLetter(text[i]))
            {
                var start = i;
                while (i < text.Length && text[i] == text[start])
                    i++;
                fields.Add((text[start], i - start, ""));
            }
            else
            {
                fields.Add(('\0', 0, text[i++] is '[' or ']' ? "" : text[i - 1].ToString()));
            }
        }

        return fields;
    });

    private static string Field(char letter, int count, DateTime local, TimeSpan offset, string zone)
    {
        var culture = CultureInfo.InvariantCulture;
        string Number(int value) => value.ToString(culture).PadLeft(count, '0');
        return letter switch
        {
            'G' => "AD",
            'y' => count == 2 ? (local.Year % 100).ToString("00", culture) : Number(local.Year),
            'M' or 'L' => count switch { 3 => local.ToString("MMM", culture), 4 => local.ToString("MMMM", culture), _ => Number(local.Month) },
            'd' => Number(local.Day),
            'D' => Number(local.DayOfYear),
            'Q' or 'q' => count switch { 3 => $"Q{(local.Month + 2) / 3}", 4 => $"{Ordinal((local.Month + 2) / 3)} quarter", _ => Number((local.Month + 2) / 3) },
            'E' => local.ToString(count == 4 ? "dddd" : "ddd", culture),
            'F' => Number((local.Day - 1) / 7 + 1),
            'a' => local.Hour < 12 ? "AM" : "PM",
            'H' => Number(local.Hour),
            'k' => Number(local.Hour == 0 ? 24 : local.Hour),
            'K' => Number(local.Hour % 12),
            'h' => Number(local.Hour % 12 == 0 ? 12 : local.Hour % 12),
            'm' => Number(local.Minute),
            's' => Number(local.Second),
            'S' => (local.Ticks % 10_000_000 * 100).ToString("000000000", culture)[..Math.Min(count, 9)],
            _ when ZoneTexts.Has(letter) => ZoneTexts.Of(letter, count, offset, zone),
            _ => new string(letter, count),
        };
    }

    private static string Ordinal(int number) => number switch { 1 => "1st", 2 => "2nd", 3 => "3rd", _ => $"{number}th" };
}
