using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Edlake.Spark.Connect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Edlake.Spark.Tests.Connect.Server;

/// <summary>A Spark Connect server in this process, on a loopback port.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private const int LargestMessage = 128 * 1024 * 1024;

    /// <summary>Retries without the waits of real life.</summary>
    internal static SparkConnectOptions Quick { get; } = new()
    {
        Retries = new RetryPolicy { FirstDelay = TimeSpan.FromMilliseconds(1), Multiplier = 1, MaxRetries = 4 },
        ConnectTimeout = TimeSpan.FromSeconds(20),
    };

    private readonly WebApplication _application;

    private ScriptedServer(WebApplication application, ServerScript script) => (_application, Script) = (application, script);

    internal ServerScript Script { get; }

    internal int Port => new Uri(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    internal string Address => string.Create(CultureInfo.InvariantCulture, $"sc://localhost:{Port}/");

    internal static async Task<ScriptedServer> StartAsync(X509Certificate2? certificate = null)
    {
        var script = new ServerScript();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(script);
        builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = LargestMessage);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        builder.WebHost.UseKestrelHttpsConfiguration();
        var application = builder.Build();
        application.MapGrpcService<ScriptedService>();
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new ScriptedServer(application, script);
    }

    internal Task<SparkConnectSession> OpenAsync(string parameters = "", SparkConnectOptions? options = null) =>
        SparkConnectSession.OpenAsync(SparkConnectionString.Parse(Address + parameters), options ?? Quick, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
