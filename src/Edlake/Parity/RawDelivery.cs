namespace Edlake.Parity;

/// <summary>Raw files that come after a run.</summary>
/// <param name="Folder">Where they are now, on this machine.</param>
/// <param name="Path">The folder that notebooks read, <c>dbfs:/…</c> or <c>/Volumes/…</c>; a file of the same name there is replaced.</param>
public sealed record RawDelivery(string Folder, string Path)
{
    /// <summary>Copies them into a workspace, modification times included, by which loads know files.</summary>
    public void PutInto(Workspace workspace)
    {
        var target = workspace.Resolve(Path);
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
            File.SetLastWriteTimeUtc(copy, File.GetLastWriteTimeUtc(file));
        }
    }
}
