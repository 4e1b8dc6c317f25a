using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Edlake.Spark.Tests.Loss;

/// <summary>
/// Stands between a client and a server and treats every connection badly: holds its bytes back for a moment, and cuts it after a while in the midst of
/// what the server sends, each time somewhere else.
/// </summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Random _random;
    private readonly int _serverPort;
    private readonly TimeSpan _shortest;
    private readonly TimeSpan _longest;
    private int _cuts;

    internal CuttingProxy(int serverPort, TimeSpan shortest, TimeSpan longest, int seed)
    {
        (_serverPort, _shortest, _longest, _random) = (serverPort, shortest, longest, new Random(seed));
        _listener.Start();
        _ = AcceptAsync();
    }

    internal string Address => string.Create(CultureInfo.InvariantCulture, $"sc://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>How often it cut.</summary>
    internal int Cuts => _cuts;

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The proxy is at its end.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort, life.Token);
            double share;
            lock (_random)
                share = _random.NextDouble();
            life.CancelAfter(_shortest + share * (_longest - _shortest));
            await Task.WhenAny(PumpAsync(client, server, life.Token), PumpAsync(server, client, life.Token));
            if (life.IsCancellationRequested)
                Interlocked.Increment(ref _cuts);
            await life.CancelAsync();

            // A reset, not an end: what is under way is lost.
            client.LingerState = new LingerOption(true, 0);
            server.LingerState = new LingerOption(true, 0);
        }
    }

    private static async Task PumpAsync(TcpClient from, TcpClient to, CancellationToken life)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int length;
            while ((length = await from.GetStream().ReadAsync(buffer, life)) > 0)
            {
                await Task.Delay(1, life);

                // In two pieces, so that a cut may fall between them.
                await to.GetStream().WriteAsync(buffer.AsMemory(0, length / 2), life);
                await to.GetStream().WriteAsync(buffer.AsMemory(length / 2, length - length / 2), life);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Cut, by us or by one of the two.
        }
    }
}
