using Edlake.Bundles;
using Edlake.Publishing;
using Edlake.Running;
using Edlake.Sessions;
using Edlake.Spark.Connect;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Tests.Cluster;

/// <summary>A Spark of a driver and two worker processes of their own: what only one process could see would be missed here.</summary>
[Trait("needs", "spark")]
public sealed class LocalClusterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact(Explicit = true)]
    [Trait("speed", "slow")]
    public async Task The_whole_project_runs_on_workers_that_share_no_memory_with_the_driver()
    {
        var (spark, missing) = SparkInstallation.FindServer();
        Assert.SkipWhen(spark is null, missing);
        using var server = spark!.StartServer(environment: new Dictionary<string, string>
        {
            ["SPARK_MASTER"] = "local-cluster[2,1,1024]",

            // Executors are started as Spark's own scripts would start them, which look around in its folder.
            ["SPARK_HOME"] = spark.Home(),
            ["SPARK_SCALA_VERSION"] = "2.13",
            ["SPARK_CONF"] = SparkInstallation.QuickSpark,
            ["SPARK_SHUFFLE"] = "2",
        });
        var warehouse = Warehouse.Open(new Workspace(_folder.In("workspace"), RepositoryRoot.Path), CancellationToken.None);
        CopySample(warehouse.Workspace.Resolve("dbfs:/FileStore/data"));
        var engine = new EngineChoice(SparkEngine.EngineName, SparkEngine.EngineVersion, () => new SparkEngine(SparkConnectionString.Parse(server.Address)));
        var bundle = BundleReader.Read(BundleFolder.Open(RepositoryRoot.Path), null, new Dictionary<string, string>(), new Dictionary<string, string>());

        var report = await new JobRunner(warehouse, engine).RunAsync(bundle, bundle.FindJob(null), new RunOptions(new Dictionary<string, string>(), false, 1), TestContext.Current.CancellationToken);

        Assert.True(report.Record.Status == RunStatus.Succeeded, report.Record.Error);
        Assert.Equal("9524.00|-997.00|8527.00", Row(warehouse, engine, "select sum(gross_amount_gbp), sum(refund_amount_gbp), sum(net_amount_gbp) from gold.revenue_daily"));
        Assert.Equal("40|34|24|27", Row(warehouse, engine, "select sum(signup_count), sum(enrolled_count), sum(paid_count), sum(attended_count) from gold.signup_funnel_daily"));
    }

    public void Dispose() => _folder.Dispose();

    private static void CopySample(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.In("data", "sample")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }

    private static string Row(Warehouse warehouse, EngineChoice choice, string query)
    {
        using var engine = choice.Open();
        using var result = new SqlSession(warehouse, () => engine).Execute(new SourceText(query), TestContext.Current.CancellationToken);
        return string.Join('|', result.Rows.Rows.Single());
    }
}
