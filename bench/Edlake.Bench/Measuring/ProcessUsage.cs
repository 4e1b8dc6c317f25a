using System.Diagnostics;

namespace Edlake.Bench.Measuring;

/// <summary>
/// What a process has used, as last seen. The system keeps the peak itself (VmHWM on Linux), so that sampling misses only what happens
/// between the last sample and the end; where it does not, the highest sample counts.
/// </summary>
internal sealed class ProcessUsage
{
    public double CpuSeconds { get; private set; }

    public long PeakBytes { get; private set; }

    public void Sample(Process process)
    {
        try
        {
            process.Refresh();
            PeakBytes = Math.Max(PeakBytes, Math.Max(process.PeakWorkingSet64, process.WorkingSet64));
            CpuSeconds = Math.Max(CpuSeconds, process.TotalProcessorTime.TotalSeconds);
        }
        catch (InvalidOperationException) when (process.HasExited)
        {
            // It ended between the wait and the look: the sample before stands.
        }
    }
}
