using Edlake.Delta.DeletionVectors;
using Edlake.Delta.Transactions;

namespace Edlake.Delta.Storage;

/// <summary>Data files that something other than this library has written.</summary>
public static class DataFiles
{
    /// <summary>
    /// The files in the table's folder that came with a commit: data files that it adds for the first time, and the deletion vectors of those
    /// it adds again with more of their rows deleted.
    /// </summary>
    public static IReadOnlyList<string> MadeBy(StagedCommit commit)
    {
        var before = commit.Removed.Select(file => FilePath.Key(file.Path)).ToHashSet(StringComparer.Ordinal);
        var vectors = commit.Removed.Select(file => file.DeletionVector).OfType<Actions.DeletionVectorDescriptor>().Select(vector => DeletionVector.FileOf(commit.TablePath, vector)).ToHashSet();
        return
        [
            .. commit.Added.Where(file => !FilePath.IsAbsolute(file.Path) && !before.Contains(FilePath.Key(file.Path))).Select(file => FilePath.ToLocal(commit.TablePath, file.Path)),
            .. commit.Added.Select(file => file.DeletionVector).OfType<Actions.DeletionVectorDescriptor>().Where(vector => vector.StorageType == "u")
                .Select(vector => DeletionVector.FileOf(commit.TablePath, vector)!).Where(path => !vectors.Contains(path)).Distinct(),
        ];
    }

    /// <summary>
    /// Forces files, and the folders that hold them, to disk: a commit must not name a file that a power cut can take away.
    /// </summary>
    public static void ForceToDisk(string tablePath, IEnumerable<string> files)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            using (var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite))
                RandomAccess.FlushToDisk(handle);
            for (var folder = Path.GetDirectoryName(file)!; folders.Add(folder) && folder.Length > tablePath.Length;)
                folder = Path.GetDirectoryName(folder)!;
        }

        foreach (var folder in folders)
            DurableFile.FlushFolder(folder);
    }
}
