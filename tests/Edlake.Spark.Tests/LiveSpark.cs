using Edlake.Spark.Connect;
using Edlake.Spark.Tests;

[assembly: AssemblyFixture(typeof(LiveSpark))]

namespace Edlake.Spark.Tests;

/// <summary>The one Spark Connect server of this test run, started by the first test that needs it.</summary>
public sealed class LiveSpark : IDisposable
{
    // As the corpus was recorded; streams so short that every large answer takes several; rows so few that compiling queries and Delta's 50 tasks a
    // snapshot are waste.
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["SPARK_MASTER"] = "local[2]",
        ["SPARK_SHUFFLE"] = "2",
        ["SPARK_CONF"] = string.Join(
            ' ',
            "--conf spark.connect.execute.reattachable.senderMaxStreamSize=500k",
            "--conf spark.connect.execute.reattachable.senderMaxStreamDuration=5s",
            SparkInstallation.QuickSpark),
    };

    private readonly Lock _gate = new();
    private SparkServer? _server;

    /// <summary>Its address; skips the test where there is no Spark.</summary>
    public string Address
    {
        get
        {
            lock (_gate)
            {
                if (_server is null)
                {
                    var (spark, missing) = SparkInstallation.FindServer();
                    Assert.SkipWhen(spark is null, missing);
                    _server = spark!.StartServer(environment: Environment);
                }

                return _server.Address;
            }
        }
    }

    /// <summary>A new session on it.</summary>
    public Task<SparkConnectSession> OpenAsync(SparkConnectOptions? options = null) =>
        SparkConnectSession.OpenAsync(SparkConnectionString.Parse(Address), options, TestContext.Current.CancellationToken);

    public void Dispose() => _server?.Dispose();
}
