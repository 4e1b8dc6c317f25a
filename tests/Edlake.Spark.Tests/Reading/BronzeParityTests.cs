using Edlake.DataGen;
using Edlake.DataGen.Quirks;
using Edlake.DuckDb;
using Edlake.Engines;
using Edlake.Notebooks;
using Edlake.Spark.Connect;
using Edlake.Spark.Tests.Engine;

namespace Edlake.Spark.Tests.Reading;

/// <summary>The bundle's bronze notebooks load the same rows on both engines, from files in which everything is wrong that can be.</summary>
[Trait("needs", "spark")]
public sealed class BronzeParityTests(LiveSpark spark) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Explicit = true)]
    [Trait("speed", "slow")]
    [InlineData(GeneratorFormat.Csv)]
    [InlineData(GeneratorFormat.Json)]
    public void Bronze_is_equal_and_a_second_run_reads_no_file_again(GeneratorFormat format)
    {
        var options = new GeneratorOptions { Learners = 1_500, Seed = 11, OutputDirectory = _folder.In("raw"), Format = format, Quirks = QuirkLevel.Heavy, RowsPerFile = 2_000 };
        DataGenerator.Generate(options, cancellationToken: Cancellation);
        using var embedded = new EngineSide(_folder.In("embedded"), new DuckDbEngine(new EngineSettings(null, 2, _folder.In("spill"))));
        using var sparkSide = new EngineSide(_folder.In("spark"), new SparkEngine(SparkConnectionString.Parse(spark.Address)));
        foreach (var notebook in Directory.GetFiles(RepositoryRoot.In("notebooks/bronze_ingestion"), "*.sql").Order(StringComparer.Ordinal))
            Compare(notebook, embedded, sparkSide);
        DataGenerator.GenerateDelivery(options, 2, cancellationToken: Cancellation);
        foreach (var entity in new[] { "payments", "users" })
            Compare(RepositoryRoot.In($"notebooks/bronze_ingestion/{entity}.sql"), embedded, sparkSide);
    }

    public void Dispose() => _folder.Dispose();

    private void Compare(string notebook, EngineSide embedded, EngineSide sparkSide)
    {
        foreach (var statement in NotebookReader.Read(notebook).Statements(path => NotebookReader.Read(path)))
            Assert.Equal(Written(embedded, statement), Written(sparkSide, statement));
        var table = $"bronze.{Path.GetFileNameWithoutExtension(notebook)}";
        Assert.NotEmpty(Rows(embedded, table));
        Assert.Equal(Rows(embedded, table), Rows(sparkSide, table));
    }

    private string Written(EngineSide side, NotebookStatement statement)
    {
        side.Session.SetParameters(new Dictionary<string, string> { ["raw_path"] = _folder.In("raw") });
        using var result = side.Session.Execute(statement.Source, Cancellation);
        _ = result.Rows.Rows.Count();
        return result.Write is not { } write ? "" : $"written {write.RowsWritten}, deleted {write.RowsDeleted}, files left out {write.FilesSkipped}, "
            + $"read {string.Join(", ", write.Reads.Select(read => $"{read.Source} {read.Rows}"))}, commit {write.Commit is not null}: {statement.Source.Text}";
    }

    private static string[] Rows(EngineSide side, string table) =>
        [.. side.Run($"SELECT to_json(struct(*)) FROM (SELECT * EXCEPT (_ingested_at) FROM {table})", Cancellation).Rows.Split(" | ").Order(StringComparer.Ordinal)];
}
