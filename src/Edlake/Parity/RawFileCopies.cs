namespace Edlake.Parity;

/// <summary>
/// Copies what a workspace holds under <c>dbfs:/</c> and <c>/Volumes</c> into a fresh one: under the same paths, with the same modification times, by
/// which loads know files. Delta tables that lie there are results of earlier runs and stay behind.
/// </summary>
public static class RawFileCopies
{
    private static readonly string[] Roots = ["dbfs", "Volumes"];

    /// <summary>Copies; returns how many files and bytes.</summary>
    public static (long Files, long Bytes) Copy(Workspace from, Workspace to, CancellationToken cancellation)
    {
        var (files, bytes) = (0L, 0L);
        foreach (var file in Roots.Select(root => new DirectoryInfo(Path.Combine(from.Root, root))).Where(root => root.Exists).SelectMany(Below))
        {
            cancellation.ThrowIfCancellationRequested();
            var copy = Path.Combine(to.Root, Path.GetRelativePath(from.Root, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            file.CopyTo(copy);
            File.SetLastWriteTimeUtc(copy, file.LastWriteTimeUtc);
            files++;
            bytes += file.Length;
        }

        return (files, bytes);
    }

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder)
    {
        if (Directory.Exists(Path.Combine(folder.FullName, "_delta_log")))
            return [];
        return folder.EnumerateFiles().Concat(folder.EnumerateDirectories().SelectMany(Below));
    }
}
