using System.Runtime.InteropServices;

namespace Edlake.Delta.Storage;

/// <summary>Puts a file in place whole or not at all, on disk when the call returns. Readers never see part of it.</summary>
public static partial class DurableFile
{
    private const int FileExists = 17; // EEXIST

    /// <summary>
    /// Puts a file unless there is one already; false then. Written under a temporary name, forced to disk, then linked to its name:
    /// a link fails when the name is taken, which a rename on Unix does not.
    /// </summary>
    public static bool PutIfAbsent(string path, ReadOnlySpan<byte> content) => PutIfAbsent(path, content, null);

    /// <summary>Deletes a file if it is there, and forces its folder to disk.</summary>
    public static void Delete(string path)
    {
        File.Delete(path);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    internal static bool PutIfAbsent(string path, ReadOnlySpan<byte> content, IPutSteps? steps)
    {
        if (File.Exists(path))
            return false;
        var temporary = TemporaryName(path);
        try
        {
            Write(temporary, content, steps);
            steps?.Before(PutStep.Link);
            if (!TryLink(temporary, path))
                return false;
            steps?.Before(PutStep.Unlink);
        }
        finally
        {
            File.Delete(temporary);
        }
        steps?.Before(PutStep.FlushFolder);
        FlushFolder(Path.GetDirectoryName(path)!);
        return true;
    }

    /// <summary>Puts a file in place of the one that may be there.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var temporary = TemporaryName(path);
        try
        {
            Write(temporary, content, null);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Moves a finished file into place, replacing one that may be there, and forces both to disk.</summary>
    public static void MoveIntoPlace(string temporary, string path)
    {
        using (var file = File.OpenHandle(temporary, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(file);
        File.Move(temporary, path, overwrite: true);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>A hidden name in the same folder, which no reader of a log takes for its own.</summary>
    public static string TemporaryName(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");

    private static void Write(string path, ReadOnlySpan<byte> content, IPutSteps? steps)
    {
        steps?.Before(PutStep.Write);
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        RandomAccess.Write(file, content, 0);
        steps?.Before(PutStep.Flush);
        RandomAccess.FlushToDisk(file);
    }

    private static bool TryLink(string from, string to)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(from, to, overwrite: false);
                return true;
            }
            catch (IOException) when (File.Exists(to))
            {
                return false;
            }
        }
        if (Link(from, to) == 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        return error == FileExists
            ? false
            : throw new IOException($"Cannot put {to} in place: {Marshal.GetPInvokeErrorMessage(error)}. The file system must have hard links.");
    }

    /// <summary>Forces a folder's entries to disk.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return; // NTFS journals the folder itself.
        var descriptor = Open(folder, 0);
        if (descriptor < 0)
            throw new IOException($"Cannot open the folder {folder}: {Marshal.GetLastPInvokeErrorMessage()}");
        var failed = Flush(descriptor) != 0;
        var message = Marshal.GetLastPInvokeErrorMessage();
        _ = Close(descriptor);
        if (failed)
            throw new IOException($"Cannot force the folder {folder} to disk: {message}");
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
