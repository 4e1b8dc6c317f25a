using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace Edlake.Spark.Connect.Sessions;

/// <summary>Connections to a server: HTTP/2, encrypted where the address says so, large messages, noticed when they die.</summary>
internal static class Channels
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PingAnswer = TimeSpan.FromSeconds(30);

    internal static GrpcChannel Open(SparkConnectionString connection, SparkConnectOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = options.KeepAlivePing,
            KeepAlivePingTimeout = PingAnswer,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            ConnectTimeout = ConnectLimit,
            ConnectCallback = ConnectAsync,

            // A web proxy passes HTTP/2 on only inside a tunnel.
            UseProxy = connection.UseTls,
        };
        if (options.TrustedRoots is { } roots)
            handler.SslOptions.CertificateChainPolicy = Trusting(roots);
        return GrpcChannel.ForAddress($"{(connection.UseTls ? "https" : "http")}://{connection.Host}:{connection.Port}", new GrpcChannelOptions
        {
            MaxReceiveMessageSize = options.MaxMessageBytes,
            MaxSendMessageSize = options.MaxMessageBytes,
            DisposeHttpClient = true,
            HttpHandler = handler,
        });
    }

    private static X509ChainPolicy Trusting(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }

    // A peer that is gone without a word is noticed by the system, whose probes the server does not count as HTTP/2 pings.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            await socket.ConnectAsync(context.DnsEndPoint, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
