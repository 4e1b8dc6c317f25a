using System.Diagnostics;
using System.Text;

namespace Edlake.Bench.Measuring;

/// <summary>Runs a program as a child and measures it from outside.</summary>
internal static class MeasuredProcess
{
    private static readonly TimeSpan SamplePeriod = TimeSpan.FromMilliseconds(10);

    /// <exception cref="InvalidOperationException">The program ended with another exit code than 0; the message has what it said.</exception>
    public static Measurement Run(string program, IEnumerable<string> arguments, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        StringBuilder output = new(), errors = new();
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        using var kill = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        process.OutputDataReceived += (_, line) => output.AppendLine(line.Data);
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var usage = new ProcessUsage();
        while (!process.WaitForExit(SamplePeriod)) usage.Sample(process);
        var seconds = watch.Elapsed.TotalSeconds;
        process.WaitForExit();
        cancellationToken.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? new Measurement(seconds, usage.CpuSeconds, usage.PeakBytes, output.ToString())
            : throw new InvalidOperationException(
                $"{Path.GetFileName(program)} ended with exit code {process.ExitCode}:{Environment.NewLine}{errors}{output}");
    }
}
