using Edlake.Delta.DeletionVectors;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Storage;
using Edlake.Delta.TableFeatures;

namespace Edlake.Delta.Transactions;

/// <summary>Finds the files of a table's folder that no version within the retention needs.</summary>
public static class Vacuum
{
    /// <summary>
    /// The files that may be deleted, by their full paths: not part of the table, not removed within the retention, not written within it.
    /// Folders and files whose names begin with <c>_</c> or <c>.</c> are let be, except partition folders and change data. Deletes nothing.
    /// Errors: DELTA_VACUUM_RETENTION_PERIOD_TOO_SHORT when the retention is shorter than the table's own and
    /// <paramref name="allowShorter"/> is not set; DELTA_UNSUPPORTED_FEATURES_FOR_WRITE.
    /// </summary>
    public static IReadOnlyList<string> Plan(
        Snapshot snapshot, TimeSpan retention, DateTimeOffset now, bool allowShorter = false, CancellationToken cancellation = default)
    {
        ProtocolSupport.CheckWrite(snapshot.TablePath, snapshot.Protocol, snapshot.Metadata);
        var own = TableRetention.DeletedFiles(snapshot.Configuration);
        if (retention < own && !allowShorter)
            throw new DeltaException("DELTA_VACUUM_RETENTION_PERIOD_TOO_SHORT", "42616",
                $"The retention of {retention.TotalHours} hours is shorter than the table's own {own.TotalHours} hours.",
                "A shorter one may delete files that readers of older versions or writers at work still need; "
                + "set spark.databricks.delta.retentionDurationCheck.enabled = false to do it all the same.");
        var cutoff = now - retention;
        var needed = Needed(snapshot, cutoff.ToUnixTimeMilliseconds());
        var plan = new List<string>();
        Walk(new DirectoryInfo(snapshot.TablePath), file =>
        {
            cancellation.ThrowIfCancellationRequested();
            if (file.LastWriteTimeUtc < cutoff.UtcDateTime && !needed.Contains(file.FullName))
                plan.Add(file.FullName);
        });
        plan.Sort(StringComparer.Ordinal);
        return plan;
    }

    private static HashSet<string> Needed(Snapshot snapshot, long cutoff)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var table = snapshot.TablePath;
        foreach (var file in snapshot.Files)
        {
            needed.Add(Path.GetFullPath(FilePath.ToLocal(table, file.Path)));
            if (file.DeletionVector is { } vector && DeletionVector.FileOf(table, vector) is { } path)
                needed.Add(Path.GetFullPath(path));
        }
        foreach (var file in snapshot.Tombstones.Where(file => (file.DeletionTimestamp ?? 0) >= cutoff))
        {
            needed.Add(Path.GetFullPath(FilePath.ToLocal(table, file.Path)));
            if (file.DeletionVector is { } vector && DeletionVector.FileOf(table, vector) is { } path)
                needed.Add(Path.GetFullPath(path));
        }
        return needed;
    }

    private static void Walk(DirectoryInfo folder, Action<FileInfo> visit)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            var hidden = entry.Name[0] is '_' or '.';
            if (entry is FileInfo file && !hidden)
                visit(file);
            else if (entry is DirectoryInfo inner && inner.LinkTarget is null && (!hidden || inner.Name == "_change_data" || inner.Name.Contains('=')))
                Walk(inner, visit);
        }
    }
}
