using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Files.Reading;

/// <summary>How dates and times are written in raw files.</summary>
/// <param name="Date">Spark's pattern of a date; null for what a cast takes.</param>
/// <param name="Timestamp">Spark's pattern of a timestamp; null for what a cast takes.</param>
/// <param name="TimeZone">The zone of a timestamp that names none.</param>
public sealed record FieldFormats(string? Date, string? Timestamp, string TimeZone)
{
    /// <summary>What a scan's options say.</summary>
    public static FieldFormats Of(FileScan scan, string sessionZone)
    {
        var timestamp = scan.Options.GetValueOrDefault("timestampformat");
        var zone = scan.Options.GetValueOrDefault("timezone") ?? sessionZone;
        if (timestamp is null && !zone.Equals(sessionZone, StringComparison.OrdinalIgnoreCase))
        {
            throw new SqlException(
                "UNSUPPORTED_FEATURE", "0A000", $"The {scan.Format.ToUpperInvariant()} option timeZone is not supported with the value '{zone}' where the session's time zone is '{sessionZone}' and no timestampFormat is given.", scan.Span,
                $"Give timestampFormat as well, or SET TIME ZONE '{zone}' before.");
        }

        return new FieldFormats(scan.Options.GetValueOrDefault("dateformat"), timestamp, zone);
    }
}
