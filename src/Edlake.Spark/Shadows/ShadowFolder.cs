namespace Edlake.Spark.Shadows;

/// <summary>
/// Where shadow tables of a workspace are: <c>.edlake/shadow/&lt;process&gt;-&lt;guid&gt;</c>. A process deletes its own; what one that died left
/// behind, the next one does.
/// </summary>
internal sealed class ShadowFolder(Workspace workspace)
{
    private const int MostTries = 5;

    private static readonly string Mine = $"{Environment.ProcessId}-";

    private readonly string _root = Path.Combine(workspace.StateRoot, "shadow");

    /// <summary>A path for a new one.</summary>
    internal string NewPath() => Path.Combine(_root, $"{Mine}{Guid.NewGuid():N}");

    /// <summary>Deletes those of processes that are no more.</summary>
    internal void DeleteLeftBehind()
    {
        if (!Directory.Exists(_root))
            return;
        foreach (var folder in Directory.EnumerateDirectories(_root))
        {
            var name = Path.GetFileName(folder);
            if (!name.StartsWith(Mine, StringComparison.Ordinal) && !IsAlive(name.Split('-')[0]))
                Delete(folder);
        }
    }

    /// <summary>
    /// Deletes one; that it is gone already is as good. Tasks of a statement that was stopped may still write into it: what then stays is
    /// left to <see cref="DeleteLeftBehind"/>.
    /// </summary>
    internal static void Delete(string folder)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (IOException)
            {
                Thread.Sleep(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    private static bool IsAlive(string process)
    {
        if (!int.TryParse(process, out var id))
            return false;
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(id);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
