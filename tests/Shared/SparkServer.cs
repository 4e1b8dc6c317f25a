using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Edlake.Testing;

/// <summary>A Spark Connect server of this test run, on this machine; gone when disposed.</summary>
internal sealed class SparkServer : IDisposable
{
    private const string Ready = "Spark Connect server started";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly TemporaryFolder _warehouse;

    private SparkServer(Process process, int port, TemporaryFolder warehouse) => (_process, Port, _warehouse) = (process, port, warehouse);

    internal int Port { get; }

    /// <summary>Its address, without parameters.</summary>
    internal string Address => string.Create(CultureInfo.InvariantCulture, $"sc://localhost:{Port}");

    internal static SparkServer Start(string script, int port, IReadOnlyDictionary<string, string> environment)
    {
        var warehouse = new TemporaryFolder();
        if (port == 0)
            port = FreePort();
        var start = new ProcessStartInfo(script, [port.ToString(CultureInfo.InvariantCulture), warehouse.In("warehouse")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = warehouse.Path,
        };
        start.Environment["SPARK_MEMORY"] = "2g";
        start.Environment["JAVA_TOOL_OPTIONS"] = SparkInstallation.QuickJava;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{script} did not start.");
        var server = new SparkServer(process, port, warehouse);
        try
        {
            server.WaitUntilReady();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Kills it.</summary>
    internal void Stop()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Stop();
        _process.Dispose();
        _warehouse.Dispose();
    }

    // Below the ports that connections get by themselves (from 32768 on Linux): one of those could be taken again before Spark is up.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next one, then.
            }
        }
    }

    // Both streams are read to the end of the process: it would stop at a full pipe.
    private void WaitUntilReady()
    {
        var log = new List<string>();
        var ready = new TaskCompletionSource();
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        var exited = _process.WaitForExitAsync();
        var first = Task.WhenAny(ready.Task, exited, Task.Delay(StartLimit)).GetAwaiter().GetResult();
        if (first != ready.Task)
        {
            lock (log)
                throw new InvalidOperationException($"The Spark Connect server did not start:\n{string.Join('\n', log.TakeLast(20))}");
        }

        void Note(string? line)
        {
            if (line is null || ready.Task.IsCompleted)
                return;
            lock (log)
                log.Add(line);
            if (line.Contains(Ready, StringComparison.Ordinal))
                ready.TrySetResult();
        }
    }
}
