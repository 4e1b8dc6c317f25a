using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Edlake.Spark.Tests.Connect.Server;

/// <summary>Stands between client and server and treats their connections badly.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<ProxiedConnection, Task> _open = new();
    private readonly int _target;
    private readonly Task _accepting;

    internal TcpProxy(int target)
    {
        _target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    internal int Port { get; }

    internal string Address => $"sc://localhost:{Port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>For the next connections, one each: after how many bytes of the server they are cut, in the middle of whatever that is.</summary>
    internal ConcurrentQueue<int> CutAfter { get; } = new();

    /// <summary>How long every piece of the server's bytes is held up.</summary>
    internal TimeSpan Delay { get; set; }

    /// <summary>Connections made so far.</summary>
    internal int Connections { get; private set; }

    /// <summary>Cuts what is open now.</summary>
    internal void CutAll()
    {
        foreach (var connection in _open.Keys)
            connection.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        CutAll();
        await Task.WhenAll(_open.Values);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                Connections++;
                var limit = CutAfter.TryDequeue(out var bytes) ? bytes : int.MaxValue;
                var connection = new ProxiedConnection(client, limit, Delay);
                _open[connection] = connection.ServeAsync(_target);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }
}
