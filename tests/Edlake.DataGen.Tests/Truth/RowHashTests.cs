using System.Text;
using Edlake.DataGen.Quirks;

namespace Edlake.DataGen.Tests.Truth;

/// <summary>For tables too large to be kept row by row, the hash and totals stand for the rows.</summary>
public sealed class RowHashTests
{
    [Theory]
    [InlineData("signup_funnel_daily")]
    [InlineData("session_attendance")]
    [InlineData("learner_lifecycle")]
    [InlineData("cohort_performance")]
    [InlineData("revenue_monthly")]
    [InlineData("signup_conversion_by_month")]
    public void The_hash_is_the_sum_of_the_crc32_of_the_rows_that_the_files_give(string table)
    {
        using var folder = new TemporaryFolder();
        var options = new GeneratorOptions { Learners = 500, Seed = 31, Quirks = QuirkLevel.Default, FullTruthLearners = 0, OutputDirectory = folder.Path };
        var result = DataGenerator.Generate(options, cancellationToken: TestContext.Current.CancellationToken);
        using var truth = new TruthDocument(result.TruthFile);
        using var oracle = new DuckDbOracle(folder.Path, GeneratorFormat.Csv, result.TruthFile);
        var columns = truth.Gold(table).GetProperty("hashed_columns").EnumerateArray().Select(column => column.GetString()!).ToList();

        var rows = oracle.Rows(table, columns).ToList();

        Assert.Equal(truth.Gold(table).GetProperty("row_count").GetInt64(), rows.Count);
        Assert.Equal(truth.Gold(table).GetProperty("row_crc32_sum").GetInt64(), rows.Sum(row => (long)Crc32(Encoding.UTF8.GetBytes(row))));
    }

    [Fact]
    public void Tables_that_grow_with_learners_have_rows_only_when_learners_are_few()
    {
        using var folder = new TemporaryFolder();
        var options = new GeneratorOptions { Learners = 500, FullTruthLearners = 499, OutputDirectory = folder.Path };
        using var truth = new TruthDocument(DataGenerator.Generate(options, cancellationToken: TestContext.Current.CancellationToken).TruthFile);
        foreach (var table in new[] { "signup_funnel_daily", "session_attendance", "learner_lifecycle" })
            Assert.False(truth.Gold(table).TryGetProperty("rows", out _), table);
        foreach (var table in new[] { "signup_conversion_by_month", "cohort_performance", "revenue_daily", "revenue_monthly", "course_performance" })
            Assert.True(truth.Gold(table).TryGetProperty("rows", out _), table);
    }

    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return crc ^ uint.MaxValue;
    }
}
