using Edlake.Diagnostics;
using Edlake.Running;
using Edlake.Sessions;
using Edlake.Spark.Connect;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Tests.Loss;

/// <summary>Servers that die and connections that are cut in the midst of a run: it ends as it would have, or nothing of it is published and the next one repairs.</summary>
[Trait("needs", "spark")]
public sealed class LossTests(LiveSpark spark) : IDisposable
{
    private const int Rows = 200_000;

    private static readonly SparkConnectOptions Patient = new() { Retries = new RetryPolicy { MaxRetries = 40, MaxDelay = TimeSpan.FromSeconds(1) } };
    private static readonly SparkConnectOptions Impatient = new() { Retries = new RetryPolicy { MaxRetries = 3 }, ConnectTimeout = TimeSpan.FromSeconds(20) };

    private readonly JobBundle _bundle = new JobBundle()
        .With("make", $"create schema if not exists identifier(:schema);\nuse identifier(:schema);\ncreate or replace table t as select id, cast(id % 7 as string) as v from range({Rows});")
        .With("change", "use identifier(:schema);\nmerge into t using (select id + 100000 as id, 'new' as v from range(200000)) s on t.id = s.id when matched then update set v = s.v when not matched then insert *;")
        .With("count", "use identifier(:schema);\ncreate or replace table u as select v, count(*) as n from t group by v;\nselect id, v from t;");

    [Fact(Explicit = true)]
    [Trait("speed", "slow")]
    public async Task A_run_whose_connection_is_cut_again_and_again_ends_as_it_would_without()
    {
        using var proxy = new CuttingProxy(SparkConnectionString.Parse(spark.Address).Port, TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(3), seed: 11);

        var report = await _bundle.RunAsync(proxy.Address, Patient);

        Assert.True(report.Record.Status == RunStatus.Succeeded, report.Record.Error);
        Assert.InRange(proxy.Cuts, 1, int.MaxValue);
        AssertWhole(spark.Address);
    }

    [Fact(Explicit = true)]
    [Trait("speed", "slow")]
    public async Task A_server_that_dies_leaves_everything_as_it_was_and_the_next_run_repairs()
    {
        using var dying = Server();
        var report = await _bundle.RunAsync(dying.Address, Impatient, new AtStartOf("change", dying.Stop));

        Assert.Equal(RunStatus.Failed, report.Record.Status);
        Assert.Equal("SPARK_UNREACHABLE", Assert.IsType<EdlakeException>(report.Errors["change"]).ErrorClass);
        AssertNothing();
        Assert.Equal(RunStatus.Succeeded, (await _bundle.RunAsync(spark.Address)).Record.Status);
        AssertWhole(spark.Address);
    }

    [Fact(Explicit = true)]
    [Trait("speed", "slow")]
    public async Task A_server_that_is_started_anew_meanwhile_knows_nothing_of_the_run_which_ends_with_an_error()
    {
        using var first = Server();
        SparkServer? second = null;
        try
        {
            var report = await _bundle.RunAsync(first.Address, Patient, new AtStartOf("change", () =>
            {
                first.Stop();
                second = Server(first.Port);
            }));

            // The task may begin a session of its own on the new server, and then ends well; what it must not do is go on in the old one.
            if (report.Record.Status == RunStatus.Succeeded)
            {
                AssertWhole(second!.Address);
                return;
            }

            AssertNothing();
            Assert.Equal(RunStatus.Succeeded, (await _bundle.RunAsync(second!.Address)).Record.Status);
            AssertWhole(second.Address);
        }
        finally
        {
            second?.Dispose();
        }
    }

    public void Dispose() => _bundle.Dispose();

    private static SparkServer Server(int port = 0)
    {
        var (found, missing) = SparkInstallation.FindServer();
        Assert.SkipWhen(found is null, missing);
        return found!.StartServer(port);
    }

    private void AssertNothing()
    {
        var folder = _bundle.Warehouse.Workspace.WarehouseRoot;
        Assert.Empty(Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : []);
    }

    private void AssertWhole(string address)
    {
        using var engine = new SparkEngine(SparkConnectionString.Parse(address));
        using var result = new SqlSession(_bundle.Warehouse, () => engine).Execute(
            new SourceText($"select count(*), count(distinct id), count_if(v = 'new'), (select sum(n) from {_bundle.Schema}.u) from {_bundle.Schema}.t"), TestContext.Current.CancellationToken);
        Assert.Equal([300_000L, 300_000L, 200_000L, 300_000L], result.Rows.Rows.Single());
    }
}
