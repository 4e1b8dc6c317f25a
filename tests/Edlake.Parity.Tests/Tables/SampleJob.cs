using System.Diagnostics;

namespace Edlake.Parity.Tests.Tables;

/// <summary>The bundle's job, run on <c>data/sample</c> by the command line.</summary>
internal static class SampleJob
{
    /// <summary>Runs it into a workspace; the folders of the tables it wrote.</summary>
    internal static IReadOnlyList<string> Run(string workspace)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Edlake.Cli.dll"), "run", "--workspace", workspace])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("edlake did not start.");
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The job failed with exit code {process.ExitCode}: {error.GetAwaiter().GetResult()}");
        return [.. Directory.GetDirectories(Path.Combine(workspace, "spark-warehouse"), "_delta_log", SearchOption.AllDirectories).Select(log => Path.GetDirectoryName(log)!).Order(StringComparer.Ordinal)];
    }
}
