namespace Edlake.Delta.Storage;

/// <summary>Data files that something other than this library has written.</summary>
public static class DataFiles
{
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
