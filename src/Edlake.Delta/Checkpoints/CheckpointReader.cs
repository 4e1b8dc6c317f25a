using Edlake.Delta.Actions;
using Edlake.Delta.Log;
using Edlake.Delta.Snapshots;
using Parquet;

namespace Edlake.Delta.Checkpoints;

/// <summary>Reads a checkpoint into a state: classic ones of one or more parts, and V2 ones (Parquet or JSON, with sidecars).</summary>
internal static class CheckpointReader
{
    /// <summary>The state. Tombstones are read when they are asked for. Errors: DELTA_CHECKPOINT_CORRUPT naming the file.</summary>
    public static SnapshotState Read(string tablePath, CheckpointFiles checkpoint)
    {
        var files = new List<AddFile>();
        var rest = new List<DeltaAction>();
        EachGroup(tablePath, checkpoint, rest, columns =>
        {
            CheckpointRows.AddFiles(columns, files);
            CheckpointRows.AddRest(columns, rest);
        });
        var tombstones = new Lazy<IReadOnlyList<RemoveFile>>(() => ReadTombstones(tablePath, checkpoint));
        return (SnapshotState.Empty with { Files = files, Tombstones = tombstones }).Apply([.. rest.Where(action => action is not RemoveFile)]);
    }

    private static List<RemoveFile> ReadTombstones(string tablePath, CheckpointFiles checkpoint)
    {
        var removed = new List<RemoveFile>();
        var rest = new List<DeltaAction>();
        EachGroup(tablePath, checkpoint, rest, columns => CheckpointRows.AddRemoves(columns, removed));
        return [.. rest.OfType<RemoveFile>(), .. removed];
    }

    // Every row group of the checkpoint's Parquet files and sidecars; the actions of a JSON checkpoint itself go to the list.
    private static void EachGroup(string tablePath, CheckpointFiles checkpoint, List<DeltaAction> rest, Action<RowGroupColumns> read)
    {
        var sidecars = new List<string>();
        foreach (var path in checkpoint.Paths)
        {
            if (path.EndsWith(".json", StringComparison.Ordinal))
            {
                var actions = CommitFile.Read(path);
                sidecars.AddRange(actions.OfType<Sidecar>().Select(sidecar => sidecar.Path));
                rest.AddRange(actions.Where(action => action is not Sidecar));
                continue;
            }
            Each(path, columns =>
            {
                read(columns);
                sidecars.AddRange((columns.Texts("sidecar/path") ?? []).OfType<string>());
            });
        }
        foreach (var name in sidecars)
            Each(Path.Combine(LogFolder.Of(tablePath), "_sidecars", name), read);
    }

    private static void Each(string path, Action<RowGroupColumns> read)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
            var reader = ParquetReader.CreateAsync(stream, new ParquetOptions { TreatByteArrayAsString = true }).GetAwaiter().GetResult();
            try
            {
                var fields = reader.Schema.DataFields;
                for (var group = 0; group < reader.RowGroupCount; group++)
                    read(new RowGroupColumns(reader.OpenRowGroupReader(group), fields));
            }
            finally
            {
                reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
        catch (Exception e) when (e is not DeltaException and not OutOfMemoryException)
        {
            throw new DeltaException("DELTA_CHECKPOINT_CORRUPT", "XXKDS", $"The checkpoint file {path} cannot be read: {e.Message}",
                "Delete the checkpoint while the commits before it are all there; the table is then read from them.", e);
        }
    }
}
