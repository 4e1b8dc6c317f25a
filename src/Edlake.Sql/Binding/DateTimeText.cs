using System.Globalization;
using System.Text.RegularExpressions;
using Edlake.Sql.Functions.Native;

namespace Edlake.Sql.Binding;

/// <summary>
/// Dates and times in the forms that a CAST takes: <c>yyyy[-M[-d]]</c>, then a blank or T and a time, then a zone.
/// Source: https://spark.apache.org/docs/4.0.1/sql-ref-literals.html#datetime-literal.
/// </summary>
public static partial class DateTimeText
{
    /// <summary>Reads a text; a time without a zone is taken in <paramref name="timeZone"/>.</summary>
    public static bool TryParse(string text, string timeZone, out (int Days, long Micros, bool HasZone) value)
    {
        value = default;
        var match = Form().Match(text.Trim());
        if (!match.Success)
            return false;
        int Part(string name, int standard) => match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : standard;
        var (year, month, day) = (Part("y", 1970), Part("m", 1), Part("d", 1));
        var (hour, minute, second) = (Part("h", 0), Part("n", 0), Part("s", 0));
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        var fraction = match.Groups["f"].Success ? long.Parse(match.Groups["f"].Value.PadRight(6, '0')[..6], CultureInfo.InvariantCulture) : 0;
        var local = new DateTime(year, month, day, hour, minute, second);
        var zone = match.Groups["z"].Success ? match.Groups["z"].Value.Trim() : null;
        if (zone is not null && !IsZone(zone))
            return false;
        var seconds = DateTimePattern.MakeTimestamp(
            string.Create(CultureInfo.InvariantCulture, $"{year} {month} {day} {hour} {minute} {second}"), zone ?? timeZone);
        value = ((int)(local.Date - DateTime.UnixEpoch).TotalDays, seconds + fraction, zone is not null);
        return true;
    }

    /// <summary>Reads the day of a text; whatever follows a blank or T after it is not looked at, as in Spark.</summary>
    public static bool TryParseDate(string text, out int days)
    {
        days = 0;
        var match = DayForm().Match(text);
        if (!match.Success)
            return false;
        int Part(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 1;
        var (year, month, day) = (Part("y"), Part("m"), Part("d"));
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        days = (int)(new DateTime(year, month, day) - DateTime.UnixEpoch).TotalDays;
        return true;
    }

    /// <summary>The clock's reading of a text that <see cref="TryParse"/> takes, in microseconds: a zone in it is dropped.</summary>
    public static long WithoutZone(string text)
    {
        var zone = Form().Match(text.Trim()).Groups["z"];
        return TryParse(zone.Success ? text.Trim()[..zone.Index] : text, "UTC", out var value)
            ? value.Micros
            : throw new ArgumentException("Not a timestamp.", nameof(text));
    }

    private static bool IsZone(string zone) =>
        zone is "Z" or "UTC" or "GMT" || DateTimeReader.TryOffset(zone.Replace("UTC", "", StringComparison.Ordinal).Replace("GMT", "", StringComparison.Ordinal), out _)
        || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);

    [GeneratedRegex(@"^(?<y>\d{4,6})(-(?<m>\d{1,2})(-(?<d>\d{1,2})([ T]((?<h>\d{1,2}):(?<n>\d{1,2})(:(?<s>\d{1,2})(\.(?<f>\d{0,9}))?)?(?<z> ?[A-Za-z+\-].*)?)?)?)?)?$")]
    private static partial Regex Form();

    [GeneratedRegex(@"^(?<y>\d{4,6})(-(?<m>\d{1,2})(-(?<d>\d{1,2})([ T].*)?)?)?$", RegexOptions.Singleline)]
    private static partial Regex DayForm();
}
