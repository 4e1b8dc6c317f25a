using Edlake.Parity.Tests.Tables;

namespace Edlake.Parity.Tests;

/// <summary>Tables written by each kind of statement: what real Spark reads of ours, and what it makes of the same statements itself.</summary>
[Trait("needs", "spark")]
public sealed class WrittenTableTests(ParityFixture fixture)
{
    public static TheoryData<string> All => [.. Scenarios.All.Select(scenario => scenario.Table)];

    public static TheoryData<string> InSpark => [.. Scenarios.All.Where(scenario => scenario.InSpark).Select(scenario => scenario.Table)];

    [Theory]
    [MemberData(nameof(All))]
    public void Spark_reads_what_Edlake_wrote(string table)
    {
        var folder = fixture.Edlake.Folder(table);
        var before = fixture.Before(table);
        Report.Same(TableComparison.OfRows(fixture.Spark(Questions.Rows(folder)), before.Rows));
        Report.Same(TableComparison.OfDetail(fixture.Spark(Questions.Detail(folder)), before.Detail));
        Assert.Equal(TableHistory.Of(before.History.Rows), TableHistory.Of(fixture.Spark(Questions.History(folder)).RowsOrFail()));
    }

    [Theory]
    [MemberData(nameof(InSpark))]
    public void Edlake_reads_what_Spark_wrote(string table)
    {
        var folder = fixture.SparkFolder(table);
        Report.Same(TableComparison.OfRows(fixture.Spark(Questions.Rows(folder)), fixture.Edlake.Run(Questions.Rows(folder))));
    }

    [Theory]
    [MemberData(nameof(InSpark))]
    public void The_same_statements_make_the_same_table(string table)
    {
        foreach (var statement in Scenarios.All.First(scenario => scenario.Table == table).Statements)
            fixture.Spark(statement).RowsOrFail();
        var (ours, theirs) = (fixture.Edlake.Folder(table), fixture.SparkFolder(table));
        var (own, spark) = (fixture.Spark(Questions.Rows(ours)), fixture.Spark(Questions.Rows(theirs)));
        Assert.Equal(spark.Schema, own.Schema);
        Report.Same(TableComparison.OfRows(spark, (own.Schema!, own.RowsOrFail())));
    }

    [Theory]
    [MemberData(nameof(InSpark))]
    public void The_same_statements_make_the_same_history(string table)
    {
        var (ours, theirs) = (fixture.Edlake.Folder(table), fixture.SparkFolder(table));
        Assert.Equal(TableHistory.Of(fixture.Spark(Questions.History(theirs)).RowsOrFail()), TableHistory.Of(fixture.Spark(Questions.History(ours)).RowsOrFail()));
    }

    [Fact]
    public void Spark_reads_a_table_of_ours_from_its_checkpoint()
    {
        var log = Path.Combine(fixture.Edlake.Folder("many_commits"), "_delta_log");
        Assert.True(File.Exists(Path.Combine(log, "00000000000000000010.checkpoint.parquet")));
        Assert.Equal(12, fixture.Spark(Questions.Rows(fixture.Edlake.Folder("many_commits"))).RowsOrFail().Count);
    }
}
