using Edlake.Bundles;
using Edlake.DataGen;
using Edlake.DataGen.Quirks;
using Edlake.DuckDb;
using Edlake.Engines;
using Edlake.Parity;
using Edlake.Running;
using Edlake.Spark.Connect;

namespace Edlake.Spark.Tests.Parity;

/// <summary>The repository's own job on the embedded engine and on real Spark: nothing may differ, in any cell.</summary>
[Trait("needs", "spark")]
public sealed class CertificateTests(LiveSpark spark) : IDisposable
{
    private const string RawPath = "dbfs:/FileStore/data";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Both_engines_make_the_same_of_the_sample() => AssertEqual(spark.Address, RepositoryRoot.In("data", "sample"));

    // Minutes each, since Spark takes seconds for what the embedded engine does in a hundredth of one.
    [Theory(Explicit = true)]
    [InlineData(GeneratorFormat.Csv, 500)]
    [InlineData(GeneratorFormat.Json, 500)]
    [Trait("speed", "slow")]
    public Task Both_engines_make_the_same_of_a_heavily_damaged_export_and_of_one_sent_again(GeneratorFormat format, long learners) =>
        AssertEqualDeliveries(spark.Address, format, learners);

    [Fact(Explicit = true)]
    [Trait("speed", "slow")]
    public async Task Both_engines_make_the_same_of_a_million_attendance_rows()
    {
        var (installation, missing) = SparkInstallation.FindServer();
        Assert.SkipWhen(installation is null, missing);
        using var server = installation!.StartServer(environment: new Dictionary<string, string> { ["SPARK_MEMORY"] = "6g", ["JAVA_TOOL_OPTIONS"] = "" });
        await AssertEqualDeliveries(server.Address, GeneratorFormat.Csv, 200_000);
    }

    private async Task AssertEqualDeliveries(string address, GeneratorFormat format, long learners)
    {
        var options = new GeneratorOptions { Learners = learners, Seed = 7, Format = format, Quirks = QuirkLevel.Heavy, OutputDirectory = _folder.In("first") };
        DataGenerator.GenerateDelivery(options, 1, cancellationToken: Cancellation);
        DataGenerator.GenerateDelivery(options with { OutputDirectory = _folder.In("second") }, 2, cancellationToken: Cancellation);
        await AssertEqual(address, _folder.In("first"), _folder.In("second"));
    }

    private async Task AssertEqual(string address, string first, params string[] later)
    {
        var connection = SparkConnectionString.Parse(address);
        var bundle = BundleReader.Read(BundleFolder.Open(RepositoryRoot.Path), null, new Dictionary<string, string>(), new Dictionary<string, string>());
        var plan = new ParityPlan(
            bundle, bundle.FindJob(null), new Dictionary<string, string> { ["raw_path"] = RawPath }, 2, Embedded, _ => new EngineChoice(SparkEngine.EngineName, SparkEngine.EngineVersion, () => new SparkEngine(connection)), _folder.In("certificate"), 20)
        {
            Deliveries = [.. later.Select(folder => new RawDelivery(folder, RawPath))],
        };
        foreach (var side in new[] { plan.WorkspaceA, plan.WorkspaceB })
            new RawDelivery(first, RawPath).PutInto(side);

        var report = await new ParityRun(plan).RunAsync(Cancellation);
        Assert.True(report.IsEqual, ParityMarkdown.Of(report));
        Assert.True(report.Tables.Count >= 30, $"{report.Tables.Count} tables");
    }

    private static EngineChoice Embedded(Workspace workspace) =>
        new(DuckDbEngine.EngineName, DuckDbEngine.EngineVersion, () => new DuckDbEngine(new EngineSettings(null, 2, workspace.SpillRoot)));
}
