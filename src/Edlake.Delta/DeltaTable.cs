using Edlake.Delta.Log;
using Edlake.Delta.Snapshots;

namespace Edlake.Delta;

/// <summary>A Delta table in a folder of the local file system. Holds nothing but the path: every call reads the log anew.</summary>
public sealed class DeltaTable
{
    private DeltaTable(string path) => TablePath = path;

    /// <summary>The table's folder, absolute.</summary>
    public string TablePath { get; }

    /// <summary>Whether there is a table in a folder: a log with a commit or a checkpoint.</summary>
    public static bool Exists(string path) => LatestVersion(path) >= 0;

    /// <summary>The newest version of the table in a folder, read off the log's file names; -1 where there is no table.</summary>
    public static long LatestVersion(string path) => LogFolder.List(Path.GetFullPath(path)).LatestVersion;

    /// <summary>The table of a folder. Errors: DELTA_TABLE_NOT_FOUND.</summary>
    public static DeltaTable Open(string path)
    {
        var full = Path.GetFullPath(path);
        return Exists(full) ? new DeltaTable(full) : throw DeltaErrors.TableNotFound(full);
    }

    /// <summary>The newest version. Errors: those of <see cref="AtVersion"/>.</summary>
    public Snapshot Latest()
    {
        var folder = List();
        return LogReader.Read(folder, folder.LatestVersion);
    }

    /// <summary>
    /// A version. Errors: DELTA_VERSION_NOT_FOUND, DELTA_VERSIONS_NOT_CONTIGUOUS, DELTA_STATE_RECOVER_ERROR, DELTA_LOG_FILE_CORRUPT,
    /// DELTA_UNSUPPORTED_FEATURES_FOR_READ, DELTA_INVALID_PROTOCOL_VERSION.
    /// </summary>
    public Snapshot AtVersion(long version) => LogReader.Read(List(), version);

    /// <summary>
    /// The version that was the newest at a time. Errors: DELTA_TIMESTAMP_GREATER_THAN_COMMIT after the newest commit,
    /// DELTA_TIMESTAMP_EARLIER_THAN_COMMIT_RETENTION before the oldest, and those of <see cref="AtVersion"/>.
    /// </summary>
    public Snapshot AtTimestamp(DateTimeOffset timestamp)
    {
        var folder = List();
        var earliest = LogReader.Earliest(folder);
        var times = CommitTimes.All(folder).Where(commit => commit.Version >= earliest).ToList();
        if (times.Count == 0)
            return LogReader.Read(folder, folder.LatestVersion);
        if (timestamp < times[0].Time)
            throw DeltaErrors.TimestampTooEarly(timestamp, times[0].Time, TablePath);
        if (timestamp > times[^1].Time)
            throw DeltaErrors.TimestampTooLate(timestamp, times[^1].Time, TablePath);
        return LogReader.Read(folder, times.Last(commit => commit.Time <= timestamp).Version);
    }

    /// <summary>The commits that are still there, newest first, at most <paramref name="limit"/> of them.</summary>
    public IReadOnlyList<HistoryEntry> History(int? limit = null)
    {
        var all = CommitTimes.All(List());
        all.Reverse();
        return [.. all.Take(limit ?? int.MaxValue).Select(commit => new HistoryEntry(commit.Version, commit.Time, commit.Info))];
    }

    private LogFolder List()
    {
        var folder = LogFolder.List(TablePath);
        return folder.LatestVersion >= 0 ? folder : throw DeltaErrors.TableNotFound(TablePath);
    }
}
