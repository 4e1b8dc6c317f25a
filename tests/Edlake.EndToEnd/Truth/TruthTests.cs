using Edlake.DataGen;
using Edlake.DataGen.Quirks;
using Edlake.EndToEnd.Workbench;

namespace Edlake.EndToEnd.Truth;

/// <summary>On generated files every layer shows what the generator knows, whatever is wrong with the files.</summary>
public sealed class TruthTests : IDisposable
{
    private readonly Lake _lake = new();

    [Theory]
    [InlineData(40, 1, QuirkLevel.None, GeneratorFormat.Csv)]
    [InlineData(40, 2, QuirkLevel.Default, GeneratorFormat.Json)]
    [InlineData(40, 3, QuirkLevel.Heavy, GeneratorFormat.Csv)]
    [InlineData(400, 4, QuirkLevel.None, GeneratorFormat.Json)]
    [InlineData(400, 5, QuirkLevel.Default, GeneratorFormat.Csv)]
    [InlineData(400, 6, QuirkLevel.Heavy, GeneratorFormat.Json)]
    [InlineData(4_000, 7, QuirkLevel.None, GeneratorFormat.Csv)]
    [InlineData(4_000, 8, QuirkLevel.Default, GeneratorFormat.Json)]
    [InlineData(4_000, 9, QuirkLevel.Heavy, GeneratorFormat.Csv)]
    public Task Every_table_shows_the_truth(int learners, ulong seed, QuirkLevel quirks, GeneratorFormat format) => Holds(learners, seed, quirks, format, rowsPerFile: null);

    [Theory]
    [InlineData(GeneratorFormat.Csv)]
    [InlineData(GeneratorFormat.Json)]
    public Task Every_table_shows_the_truth_over_many_files_too(GeneratorFormat format) => Holds(600, 10, QuirkLevel.Heavy, format, rowsPerFile: 250);

    [Theory(Explicit = true)]
    [Trait("speed", "slow")]
    [InlineData(40_000, 11, QuirkLevel.Heavy, GeneratorFormat.Csv)]
    [InlineData(40_000, 12, QuirkLevel.Heavy, GeneratorFormat.Json)]
    [InlineData(200_000, 13, QuirkLevel.Default, GeneratorFormat.Csv)]
    public Task Every_table_shows_the_truth_of_many_learners(int learners, ulong seed, QuirkLevel quirks, GeneratorFormat format) => Holds(learners, seed, quirks, format, rowsPerFile: 100_000);

    public void Dispose() => _lake.Dispose();

    private async Task Holds(int learners, ulong seed, QuirkLevel quirks, GeneratorFormat format, long? rowsPerFile)
    {
        var raw = _lake.In("raw");
        var options = new GeneratorOptions { Learners = learners, Seed = seed, Quirks = quirks, Format = format, RowsPerFile = rowsPerFile, OutputDirectory = raw };
        var truth = new TruthDocument(DataGenerator.Generate(options, cancellationToken: TestContext.Current.CancellationToken).TruthFile);

        var run = await _lake.Run("--param", $"raw_path=file:{raw}");

        var comparison = new TruthComparison(_lake, truth);
        await comparison.EveryRawRowIsAccountedFor();
        await comparison.SilverIsTrue();
        await comparison.GoldIsTrue();
        Assert.All(truth.Raw, entity => Assert.Equal((entity.Rows, entity.Rows, 0, 0), run.Rows($"bronze_{entity.Entity}")));
        Assert.All(
            truth.Raw.Where(entity => entity.Entity != "users"),
            entity => Assert.Equal((entity.Rows, truth.Silver[entity.Table], entity.Quarantined, entity.Duplicates), run.Rows(entity.Table)));
        Assert.Equal(quirks == QuirkLevel.None, truth.Raw.Sum(entity => entity.Quarantined) == 0);
    }
}
