namespace Edlake.Spark.Shadows;

/// <summary>
/// Where shadow tables of a workspace are: <c>.edlake/shadow/&lt;machine&gt;~&lt;process&gt;~&lt;guid&gt;</c>. A process deletes its own; what one that died
/// left behind, the next one does. Machines may share a workspace, and one does not see whether another's process lives.
/// </summary>
internal sealed class ShadowFolder(Workspace workspace)
{
    private const int MostTries = 5;

    private static readonly TimeSpan LongestStatement = TimeSpan.FromDays(7);
    private static readonly string Mine = $"{Environment.MachineName}~{Environment.ProcessId}~";

    private readonly string _root = Path.Combine(workspace.StateRoot, "shadow");

    /// <summary>A path for a new one.</summary>
    internal string NewPath() => Path.Combine(_root, $"{Mine}{Guid.NewGuid():N}");

    /// <summary>Deletes those of this machine's processes that are no more, and those of other machines that are too old to be at work.</summary>
    internal void DeleteLeftBehind()
    {
        if (!Directory.Exists(_root))
            return;
        foreach (var folder in Directory.EnumerateDirectories(_root))
        {
            if (IsLeftBehind(folder))
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

    private static bool IsLeftBehind(string folder) => Path.GetFileName(folder).Split('~') is [var machine, var process, _] && machine == Environment.MachineName
        ? !IsAlive(process)
        : Directory.GetLastWriteTimeUtc(folder) < DateTime.UtcNow - LongestStatement;

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
