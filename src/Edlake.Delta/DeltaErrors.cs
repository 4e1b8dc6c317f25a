using System.Globalization;

namespace Edlake.Delta;

/// <summary>The errors that more than one place throws, in Delta's words.</summary>
internal static class DeltaErrors
{
    public static DeltaException TableNotFound(string path) => new("DELTA_TABLE_NOT_FOUND", "42P01", $"Delta table {path} doesn't exist.",
        "Check the path: a Delta table's folder holds a folder _delta_log with at least one commit.");

    public static DeltaException VersionNotFound(long version, long earliest, long latest) => new("DELTA_VERSION_NOT_FOUND", "22003",
        $"Cannot time travel Delta table to version {version}. Available versions: [{earliest}, {latest}].",
        "DESCRIBE HISTORY lists the versions there are.");

    public static DeltaException VersionsNotContiguous(string path, long from, long to) => new("DELTA_VERSIONS_NOT_CONTIGUOUS", "KD00C",
        $"Versions ({from}, {to}) of {path} are not contiguous.", "A commit's file was deleted from _delta_log; restore it from a backup.");

    public static DeltaException StateNotRecoverable(string path, long version, string what) => new("DELTA_STATE_RECOVER_ERROR", "XXKDS",
        $"The {what} of your Delta table {path} could not be recovered while reconstructing version: {version}.",
        "The log holds no such action; it was cut short or not written by Delta.");

    public static DeltaException TimestampTooLate(DateTimeOffset asked, DateTimeOffset latest, string path) => new(
        "DELTA_TIMESTAMP_GREATER_THAN_COMMIT", "42816",
        $"The provided timestamp ({Time(asked)}) is after the latest version available to this table ({path}). "
        + $"Please use a timestamp before or at {Time(latest)}.");

    public static DeltaException TimestampTooEarly(DateTimeOffset asked, DateTimeOffset earliest, string path) => new(
        "DELTA_TIMESTAMP_EARLIER_THAN_COMMIT_RETENTION", "42816",
        $"The provided timestamp ({Time(asked)}) is before the earliest version available to this table ({path}). "
        + $"Please use a timestamp after {Time(earliest)}.");

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.FFF", CultureInfo.InvariantCulture);
}
