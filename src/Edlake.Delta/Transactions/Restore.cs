using System.Globalization;
using Edlake.Delta.Actions;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Storage;

namespace Edlake.Delta.Transactions;

/// <summary>Takes a table back to an older version by a new commit.</summary>
public static class Restore
{
    /// <summary>
    /// The commit that makes <paramref name="current"/> hold what <paramref name="target"/> held: its files and its metadata; the protocol
    /// stays. Errors: DELTA_FILE_NOT_FOUND_DETAILED when a file of the older version was deleted from disk; those of
    /// <see cref="Transaction.Begin"/>.
    /// </summary>
    public static StagedCommit Stage(Snapshot current, Snapshot target, string engineInfo, DateTimeOffset? asked = null)
    {
        var transaction = Transaction.Begin(current).ReadsWholeTable();
        var (now, then) = (ByKey(current), ByKey(target));
        var restored = target.Files.Where(file => !now.ContainsKey(Key(file))).ToList();
        var removed = current.Files.Where(file => !then.ContainsKey(Key(file))).ToList();
        foreach (var file in restored)
        {
            if (!File.Exists(FilePath.ToLocal(target.TablePath, file.Path)))
                throw new DeltaException("DELTA_FILE_NOT_FOUND_DETAILED", "42K03",
                    $"File {file.Path} referenced in version {target.Version} of {target.TablePath} cannot be found.",
                    "VACUUM deleted it; only versions whose files are all there can be restored.");
            transaction.Add(file with { DataChange = true });
        }
        foreach (var file in removed)
            transaction.Remove(file);
        if (!current.Metadata.Equals(target.Metadata))
            transaction.SetMetadata(target.Metadata);
        return transaction.Stage("RESTORE", Parameters(target, asked), Metrics(target, restored, removed), engineInfo);
    }

    private static Dictionary<string, string> Parameters(Snapshot target, DateTimeOffset? asked) => new()
    {
        ["version"] = asked is null ? target.Version.ToString(CultureInfo.InvariantCulture) : "null",
        ["timestamp"] = asked is { } time ? $"\"{time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)}\"" : "null",
    };

    private static Dictionary<string, string> Metrics(Snapshot target, List<AddFile> restored, List<AddFile> removed)
    {
        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
        return new()
        {
            ["tableSizeAfterRestore"] = Text(target.Files.Sum(file => file.Size)),
            ["numOfFilesAfterRestore"] = Text(target.Files.Count),
            ["numRemovedFiles"] = Text(removed.Count),
            ["numRestoredFiles"] = Text(restored.Count),
            ["removedFilesSize"] = Text(removed.Sum(file => file.Size)),
            ["restoredFilesSize"] = Text(restored.Sum(file => file.Size)),
        };
    }

    private static Dictionary<(string, string?), AddFile> ByKey(Snapshot snapshot) => snapshot.Files.ToDictionary(Key);

    private static (string, string?) Key(AddFile file) => (FilePath.Key(file.Path), file.DeletionVector?.UniqueId);
}
