using Edlake.Diagnostics;

namespace Edlake.Publishing;

/// <summary>
/// A lock between processes, held by an open file. Exclusive for who publishes, shared for who looks: so a reader sees all of a
/// publication or none of it. The system lets go of it when a process dies.
/// </summary>
public sealed class WorkspaceLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private WorkspaceLock(FileStream file) => _file = file;

    /// <summary>Waits for the exclusive lock. Errors: WORKSPACE_LOCKED after <paramref name="patience"/>.</summary>
    public static WorkspaceLock Exclusive(string path, TimeSpan patience, CancellationToken cancellation) =>
        Acquire(path, FileAccess.ReadWrite, FileShare.None, patience, cancellation);

    /// <summary>Waits for a shared lock. Errors: WORKSPACE_LOCKED after <paramref name="patience"/>.</summary>
    public static WorkspaceLock Shared(string path, TimeSpan patience, CancellationToken cancellation) =>
        Acquire(path, FileAccess.Read, FileShare.Read, patience, cancellation);

    /// <summary>The exclusive lock if it is free now, else null.</summary>
    public static WorkspaceLock? TryExclusive(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None) is { } file ? new WorkspaceLock(file) : null;

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private static WorkspaceLock Acquire(string path, FileAccess access, FileShare share, TimeSpan patience, CancellationToken cancellation)
    {
        var until = DateTime.UtcNow + patience;
        while (true)
        {
            if (TryOpen(path, access, share) is { } file)
                return new WorkspaceLock(file);
            cancellation.ThrowIfCancellationRequested();
            if (DateTime.UtcNow > until)
                throw new EdlakeException("WORKSPACE_LOCKED", $"Another process holds the lock {path}.", "Wait until the other edlake has published, or stop it.");
            cancellation.WaitHandle.WaitOne(Pause);
        }
    }

    private static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
            File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
        try
        {
            return new FileStream(path, FileMode.Open, access, share);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null; // Somebody else holds it.
        }
    }
}
