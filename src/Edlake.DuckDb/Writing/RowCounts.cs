using System.Globalization;
using Edlake.Delta.Actions;
using Edlake.Delta.Snapshots;
using Edlake.DuckDb.Reading;

namespace Edlake.DuckDb.Writing;

/// <summary>How many rows files hold: from the log, and from the files' own footers where the log does not say.</summary>
internal static class RowCounts
{
    /// <summary>Rows of some files of a snapshot, deleted ones not counted.</summary>
    internal static long Of(StatementRun run, Snapshot snapshot, IReadOnlyList<AddFile> files)
    {
        var known = files.Sum(file => file.LiveRecordCount ?? 0);
        var silent = files.Where(file => file.LiveRecordCount is null).ToList();
        if (silent.Count == 0)
            return known;
        var count = run.Session.Scalar($"SELECT count(*) FROM ({new SnapshotRows(snapshot, silent).Sql([])})", run.Cancellation);
        return known + Convert.ToInt64(count, CultureInfo.InvariantCulture);
    }
}
