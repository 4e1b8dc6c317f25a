using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Edlake.Spark.Tests.Connect.Server;

/// <summary>Stands between client and server and treats their connections badly.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
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

    internal string Address => $"sc://localhost:{Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>For the next connections, one each: after how many bytes of the server they are cut, in the middle of whatever that is.</summary>
    internal ConcurrentQueue<int> CutAfter { get; } = new();

    /// <summary>How long every piece of the server's bytes is held up.</summary>
    internal TimeSpan Delay { get; set; }

    /// <summary>Connections made so far.</summary>
    internal int Connections { get; private set; }

    /// <summary>Cuts what is open now.</summary>
    internal void CutAll()
    {
        foreach (var client in _open.Keys)
            Cut(client);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        CutAll();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Connections++;
                var limit = CutAfter.TryDequeue(out var bytes) ? bytes : int.MaxValue;
                _ = ServeAsync(client, limit);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client, int limit)
    {
        using var server = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        _open[client] = true;
        _open[server] = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
            await Task.WhenAny(PumpAsync(client, server, int.MaxValue, TimeSpan.Zero), PumpAsync(server, client, limit, Delay));
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut, or the server is not there.
        }
        finally
        {
            Cut(client);
            Cut(server);
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, int limit, TimeSpan delay)
    {
        var buffer = new byte[8192];
        for (var left = limit; left > 0;)
        {
            var count = await from.GetStream().ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, left)), _stop.Token);
            if (count == 0)
                return;
            if (delay > TimeSpan.Zero)
                await Task.Delay(delay, _stop.Token);
            await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            left -= count;
        }
    }

    // Without a word: the peer gets a reset, not an end.
    private void Cut(TcpClient client)
    {
        if (!_open.TryRemove(client, out _))
            return;
        client.LingerState = new LingerOption(true, 0);
        client.Dispose();
    }
}
