using System.Runtime.InteropServices;

namespace Edlake.Bench.Measuring;

/// <summary>What a run leaves to be written in the background would slow down the next one.</summary>
internal static class DiskCache
{
    /// <summary>Waits until all that was written is on the disk; where the system has no such call, does nothing.</summary>
    public static void Flush()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()) Sync();
    }

    [DllImport("libc", EntryPoint = "sync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Sync();
}
