using System.Globalization;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Functions.Native;

/// <summary>A time zone in a formatted time: the letters V, z, O, X, x and Z of Java's DateTimeFormatterBuilder.appendPattern.</summary>
internal static class ZoneTexts
{
    /// <summary>Whether a letter is one of these.</summary>
    internal static bool Has(char letter) => letter is 'V' or 'z' or 'O' or 'X' or 'x' or 'Z';

    /// <summary>How often Java lets a letter stand in a row.</summary>
    internal static bool Allows(char letter, int count) => letter switch
    {
        'V' => count == 2,
        'O' => count is 1 or 4,
        'z' => count <= 4,
        _ => count <= 5,
    };

    /// <summary>The text of a field.</summary>
    /// <exception cref="SqlException">The name of a region's time, such as EDT.</exception>
    internal static string Of(char letter, int count, TimeSpan offset, string zone) => letter switch
    {
        'V' => DateTimePattern.ZoneId(zone),
        'z' => Name(zone, count == 4),
        'O' => Localized(offset, count == 4),
        'Z' when count == 4 => Localized(offset, true),
        'X' when offset == TimeSpan.Zero => "Z",
        'Z' when count == 5 && offset == TimeSpan.Zero => "Z",
        'Z' => Numbers(offset, count == 5, true),
        _ => Numbers(offset, count is 3 or 5, count > 1),
    };

    // What Java calls a region's time comes from tables of its own.
    private static string Name(string zone, bool isFull) => zone switch
    {
        "UTC" or "Etc/UTC" => isFull ? "Coordinated Universal Time" : "UTC",
        "GMT" => isFull ? "Greenwich Mean Time" : "GMT",
        _ when DateTimePattern.FixedOffset(zone) is not null => DateTimePattern.ZoneId(zone),
        _ => throw new SqlException(
            "UNSUPPORTED_FEATURE", "0A000", $"The feature is not supported: the pattern letter z, the name of a time of {zone}.", null, "Write VV for the zone's id or XXX for its offset."),
    };

    private static string Localized(TimeSpan offset, bool isFull)
    {
        if (offset == TimeSpan.Zero)
            return "GMT";
        if (isFull)
            return $"GMT{Numbers(offset, true, true)}";
        var minutes = offset.Minutes == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{Math.Abs(offset.Minutes):00}");
        return string.Create(CultureInfo.InvariantCulture, $"GMT{Sign(offset)}{Math.Abs(offset.Hours)}{minutes}");
    }

    private static string Numbers(TimeSpan offset, bool hasColon, bool hasMinutes)
    {
        var minutes = hasMinutes || offset.Minutes != 0 ? string.Create(CultureInfo.InvariantCulture, $"{(hasColon ? ":" : "")}{Math.Abs(offset.Minutes):00}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Sign(offset)}{Math.Abs(offset.Hours):00}{minutes}");
    }

    private static char Sign(TimeSpan offset) => offset < TimeSpan.Zero ? '-' : '+';
}
