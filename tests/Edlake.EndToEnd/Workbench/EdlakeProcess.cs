using System.Diagnostics;

namespace Edlake.EndToEnd.Workbench;

/// <summary>`edlake` as a process of its own, to be killed, interrupted, or put in want.</summary>
internal sealed class EdlakeProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _out;
    private readonly Task<string> _error;

    private EdlakeProcess(string command, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(command) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _out = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The built command, beside the tests.</summary>
    public static string Command => Path.Combine(AppContext.BaseDirectory, "Edlake.Cli.dll");

    /// <summary>Starts a verb on a lake's bundle and workspace.</summary>
    public static EdlakeProcess Start(Lake lake, params string[] arguments) =>
        new("dotnet", [Command, .. arguments, "--bundle", lake.Bundle, "--workspace", lake.Workspace]);

    /// <summary>Starts a verb under a shell that may write no file larger than so many blocks of 1 KiB: what a full disk is to a writer. The runtime's own large files are switched off.</summary>
    public static EdlakeProcess StartWithSmallFiles(int blocks, Lake lake, params string[] arguments) => new(
        "bash", ["-c", "export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f \"$0\"; exec dotnet \"$@\"", $"{blocks}", Command, .. arguments, "--bundle", lake.Bundle, "--workspace", lake.Workspace]);

    public bool HasEnded => _process.HasExited;

    /// <summary>Ends it at once, as power loss would.</summary>
    public void Kill() => _process.Kill();

    /// <summary>What Ctrl-C sends.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Watches it to its end; the most memory it held, in bytes, as Linux counts it.</summary>
    public async Task<long> PeakMemory()
    {
        var peak = 0L;
        while (!_process.HasExited)
        {
            _process.Refresh();
            try
            {
                peak = Math.Max(peak, _process.PeakWorkingSet64);
            }
            catch (InvalidOperationException) when (_process.HasExited)
            {
                break; // It ended between the two lines.
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return peak;
    }

    /// <summary>Waits for its end.</summary>
    public async Task<Answer> Ended()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Answer(_process.ExitCode, await _out, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
