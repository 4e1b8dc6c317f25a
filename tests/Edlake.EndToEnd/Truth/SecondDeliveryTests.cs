using Edlake.DataGen;
using Edlake.DataGen.Quirks;
using Edlake.EndToEnd.Workbench;

namespace Edlake.EndToEnd.Truth;

/// <summary>Files that come again under their names with other content: the notebooks' policies.</summary>
public sealed class SecondDeliveryTests : IDisposable
{
    private readonly Lake _lake = new();
    private readonly GeneratorOptions _options;

    public SecondDeliveryTests() => _options = new GeneratorOptions { Learners = 300, Seed = 21, Quirks = QuirkLevel.Heavy, OutputDirectory = _lake.In("raw") };

    [Theory]
    [InlineData("replace")]
    [InlineData("append")]
    public async Task Gold_shows_the_corrected_payments(string policy)
    {
        await RunFirst();
        var truth = SecondTruth();
        var before = await _lake.Rows("select count(*) from bronze.payments");

        var run = await _lake.Run("--param", $"raw_path=file:{_options.OutputDirectory}", "--param", $"resent_files={policy}");

        Assert.True(truth.Planted("resent_file") > 0);
        Assert.Equal("Succeeded", run.Tasks["bronze_payments"]);
        Assert.Equal("Skipped", (await _lake.Run("--param", $"raw_path=file:{_options.OutputDirectory}", "--param", $"resent_files={policy}")).Status);
        await new TruthComparison(_lake, truth).GoldIsTrue();
        await new TruthComparison(_lake, truth).SilverIsTrue();
        var after = await _lake.Rows("select count(*) from bronze.payments");
        Assert.Equal(policy == "replace", before.SequenceEqual(after));
    }

    [Fact]
    public async Task Stop_fails_by_naming_the_file_and_publishes_nothing()
    {
        await RunFirst();
        SecondTruth();
        var versions = _lake.Versions();

        var answer = (await _lake.Edlake("run", "--param", $"raw_path=file:{_options.OutputDirectory}", "--param", "resent_files=stop")).With(1);

        Assert.Contains("payments.csv", answer.Error, StringComparison.Ordinal);
        Assert.Contains("resent_files = replace or append", answer.Error, StringComparison.Ordinal);
        Assert.Equal(versions, _lake.Versions());
        Assert.Empty(_lake.StrayFiles());
    }

    public void Dispose() => _lake.Dispose();

    private async Task RunFirst()
    {
        DataGenerator.Generate(_options, cancellationToken: TestContext.Current.CancellationToken);
        await _lake.Run("--param", $"raw_path=file:{_options.OutputDirectory}");
    }

    private TruthDocument SecondTruth() => new(DataGenerator.GenerateDelivery(_options, 2, cancellationToken: TestContext.Current.CancellationToken).TruthFile);
}
