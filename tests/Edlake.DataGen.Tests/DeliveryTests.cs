using Edlake.DataGen.Quirks;
using Edlake.DataGen.Tests.Truth;

namespace Edlake.DataGen.Tests;

/// <summary>A later delivery re-sends the payment files, corrected.</summary>
public sealed class DeliveryTests
{
    [Theory]
    [InlineData(QuirkLevel.None)]
    [InlineData(QuirkLevel.Heavy)]
    public void A_second_delivery_sends_payments_again_and_its_truth_is_what_the_files_then_hold(QuirkLevel quirks)
    {
        using var folder = new TemporaryFolder();
        var options = new GeneratorOptions { Learners = 600, Seed = 21, Quirks = quirks, OutputDirectory = folder.Path };
        var cancellation = TestContext.Current.CancellationToken;
        var first = DataGenerator.Generate(options, cancellationToken: cancellation);
        var before = Directory.GetFiles(folder.Path, "*.csv").ToDictionary(file => file, file => (File.ReadAllText(file), File.GetLastWriteTimeUtc(file)));

        var second = DataGenerator.GenerateDelivery(options, 2, cancellationToken: cancellation);

        Assert.All(second.Files, file => Assert.StartsWith("payments", file, StringComparison.Ordinal));
        foreach (var (file, (text, modifiedAt)) in before)
        {
            var isResent = second.Files.Contains(Path.GetFileName(file));
            Assert.Equal(isResent ? modifiedAt.AddDays(7) : modifiedAt, File.GetLastWriteTimeUtc(file));
            if (!isResent) Assert.Equal(text, File.ReadAllText(file));
        }
        Assert.NotEqual(before[folder.In("payments.csv")].Item1, File.ReadAllText(folder.In("payments.csv")));
        using var firstTruth = new TruthDocument(first.TruthFile);
        using var secondTruth = new TruthDocument(second.TruthFile);
        var payments = firstTruth.Total("revenue_daily", "payment_count");
        Assert.InRange(secondTruth.Total("revenue_daily", "gross_amount_gbp") - firstTruth.Total("revenue_daily", "gross_amount_gbp"), payments / 40, payments / 10);
        Assert.Equal(second.Files.Count, secondTruth.PlantedInAll("resent_file"));
        using var oracle = new DuckDbOracle(folder.Path, GeneratorFormat.Csv, second.TruthFile);
        Assert.Empty(oracle.Difference("revenue_daily"));
        Assert.Empty(oracle.Difference("cohort_performance"));
    }
}
