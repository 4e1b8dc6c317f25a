using Edlake.DataGen.Quirks;

namespace Edlake.DataGen.Tests.Truth;

/// <summary>The truth equals what another engine computes from the files alone.</summary>
public sealed class GoldAgainstDuckDbTests
{
    private static readonly string[] Gold =
    [
        "signup_funnel_daily", "signup_conversion_by_month", "cohort_performance", "session_attendance",
        "revenue_daily", "revenue_monthly", "course_performance", "learner_lifecycle",
    ];

    [Theory]
    [InlineData(40, 1, QuirkLevel.None, GeneratorFormat.Csv)]
    [InlineData(700, 2, QuirkLevel.None, GeneratorFormat.Csv)]
    [InlineData(2_500, 3, QuirkLevel.None, GeneratorFormat.Csv)]
    [InlineData(40, 4, QuirkLevel.Default, GeneratorFormat.Csv)]
    [InlineData(2_500, 5, QuirkLevel.Default, GeneratorFormat.Csv)]
    [InlineData(700, 6, QuirkLevel.Heavy, GeneratorFormat.Csv)]
    [InlineData(2_500, 7, QuirkLevel.Heavy, GeneratorFormat.Csv)]
    [InlineData(700, 8, QuirkLevel.None, GeneratorFormat.Json)]
    [InlineData(1_500, 9, QuirkLevel.Heavy, GeneratorFormat.Json)]
    public void Every_gold_table_computed_from_the_files_equals_the_truth(int learners, ulong seed, QuirkLevel quirks, GeneratorFormat format)
    {
        using var folder = new TemporaryFolder();
        var options = new GeneratorOptions { Learners = learners, Seed = seed, Quirks = quirks, Format = format, OutputDirectory = folder.Path };
        var result = DataGenerator.Generate(options, cancellationToken: TestContext.Current.CancellationToken);
        using var oracle = new DuckDbOracle(folder.Path, format, result.TruthFile);

        var differences = Gold.SelectMany(table => oracle.Difference(table).Select(row => $"{table} {row}"));

        Assert.True(!differences.Any(), string.Join(Environment.NewLine, differences));
        Assert.All(Gold, table => Assert.True(oracle.Count(table) > 0, table));
    }

    [Theory]
    [InlineData(QuirkLevel.None, GeneratorFormat.Csv)]
    [InlineData(QuirkLevel.Heavy, GeneratorFormat.Csv)]
    [InlineData(QuirkLevel.Heavy, GeneratorFormat.Json)]
    public void Silver_has_as_many_rows_as_the_truth_says_over_many_files_too(QuirkLevel quirks, GeneratorFormat format)
    {
        using var folder = new TemporaryFolder();
        var options = new GeneratorOptions { AttendanceRows = 9_000, RowsPerFile = 700, Seed = 10, Quirks = quirks, Format = format, OutputDirectory = folder.Path };
        var result = DataGenerator.Generate(options, cancellationToken: TestContext.Current.CancellationToken);
        using var oracle = new DuckDbOracle(folder.Path, format, result.TruthFile);
        using var truth = new TruthDocument(result.TruthFile);

        Assert.All(truth.Root.GetProperty("silver").EnumerateObject(), table => Assert.Equal(table.Value.GetInt64(), oracle.Count(table.Name)));
        Assert.Empty(oracle.Difference("cohort_performance"));
        Assert.True(result.Files.Count(file => file.StartsWith("sessions_attended", StringComparison.Ordinal)) > 10);
    }
}
