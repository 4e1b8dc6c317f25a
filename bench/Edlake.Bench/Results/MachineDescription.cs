using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Edlake.Bench.Results;

/// <summary>What the measurement ran on.</summary>
internal sealed partial record MachineDescription(string Cpu, int Cores, long MemoryBytes, string System)
{
    private const string CpuInfo = "/proc/cpuinfo";

    /// <summary>The machine as a folder name: two machines of one make share it.</summary>
    public string FolderName =>
        NotPlain().Replace($"{Cpu}-{Cores}-cores-{MemoryBytes / (1L << 30)}-gib".ToLowerInvariant(), "-").Trim('-');

    public static MachineDescription Read() => new(
        CpuModel(), Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, RuntimeInformation.OSDescription);

    private static string CpuModel()
    {
        var line = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotPlain();
}
