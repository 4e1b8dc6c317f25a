using System.Net;
using System.Net.Sockets;

namespace Edlake.Spark.Tests.Connect.Server;

/// <summary>A client's connection through a <see cref="TcpProxy"/>, and the one to the server behind it.</summary>
/// <param name="client">The client's end.</param>
/// <param name="limit">After how many bytes of the server it is cut.</param>
/// <param name="delay">How long every piece of the server's bytes is held up.</param>
internal sealed class ProxiedConnection(Socket client, int limit, TimeSpan delay) : IDisposable
{
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>Cuts it without a word: the peers get a reset, not an end. It may be cut at any time, and again.</summary>
    public void Dispose()
    {
        client.Close(0);
        _server.Close(0);
    }

    /// <summary>Serves until one of the two is gone, or it is cut.</summary>
    internal async Task ServeAsync(int target)
    {
        try
        {
            client.NoDelay = true;
            await _server.ConnectAsync(IPAddress.Loopback, target);
            await Task.WhenAny(PumpAsync(client, _server, int.MaxValue, TimeSpan.Zero), PumpAsync(_server, client, limit, delay));
        }
        catch (Exception error) when (IsEnd(error))
        {
            // Cut, or the server is not there.
        }
        finally
        {
            Dispose();
        }
    }

    private static async Task PumpAsync(Socket from, Socket to, int limit, TimeSpan delay)
    {
        var buffer = new byte[8192];
        try
        {
            for (var left = limit; left > 0;)
            {
                var count = await from.ReceiveAsync(buffer.AsMemory(0, Math.Min(buffer.Length, left)));
                if (count == 0)
                    return;
                await Task.Delay(delay);
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
                left -= count;
            }
        }
        catch (Exception error) when (IsEnd(error))
        {
            // Cut, or one of the two is gone.
        }
    }

    private static bool IsEnd(Exception error) => error is SocketException or ObjectDisposedException;
}
