using System.Net;
using System.Net.Sockets;

namespace Edlake.Spark.Tests.Connect.Server;

public sealed class TcpProxyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_proxy_may_end_while_its_connections_are_being_made_and_cut()
    {
        using var target = new TcpListener(IPAddress.Loopback, 0);
        target.Start();
        for (var round = 0; round < 500; round++)
        {
            using var client = new TcpClient();
            await using var proxy = new TcpProxy(((IPEndPoint)target.LocalEndpoint).Port);
            await client.ConnectAsync(IPAddress.Loopback, proxy.Port, Cancellation);
            for (var spin = 0; spin < round; spin++)
                Thread.SpinWait(20);
        }
    }
}
