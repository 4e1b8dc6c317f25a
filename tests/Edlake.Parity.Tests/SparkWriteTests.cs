using Edlake.Parity.Tests.Tables;

namespace Edlake.Parity.Tests;

/// <summary>Real Spark writes: into tables of ours, and tables of its own with features of its own.</summary>
[Trait("needs", "spark")]
public sealed class SparkWriteTests(ParityFixture fixture)
{
    public static TheoryData<string> Tables => [.. SparkWrites.Tables.Select(table => table.Table)];

    [Fact]
    public void Both_append_to_one_table()
    {
        var edlake = fixture.Edlake;
        fixture.Spark(SparkWrites.Append(edlake)).RowsOrFail();
        edlake.Run("INSERT INTO append_rows VALUES (5, 'by Edlake')");
        var rows = edlake.Run("SELECT id, name FROM append_rows ORDER BY id").Rows;
        Assert.Equal(["1 Ada", "2 Zoë 🎓", "3 ", "4 by Spark", "5 by Edlake"], rows.Select(row => $"{row[0]} {row[1]}"));
    }

    [Fact]
    public void Spark_appends_to_a_table_with_our_checkpoint()
    {
        var edlake = fixture.Edlake;
        fixture.Spark(SparkWrites.AppendAfterCheckpoint(edlake)).RowsOrFail();
        Assert.Equal([["13", "99"]], edlake.Run("SELECT count(*), max(id) FROM many_commits").Rows);
    }

    [Fact]
    public void Spark_keeps_the_promises_of_a_table_of_ours()
    {
        var edlake = fixture.Edlake;
        Assert.Contains("[DELTA_VIOLATE_CONSTRAINT_WITH_VALUES]", fixture.Spark(SparkWrites.BreakCheck(edlake)).Error, StringComparison.Ordinal);
        Assert.Contains("[DELTA_NOT_NULL_CONSTRAINT_VIOLATED]", fixture.Spark(SparkWrites.BreakNotNull(edlake)).Error, StringComparison.Ordinal);
        Assert.Contains("[DELTA_CANNOT_MODIFY_APPEND_ONLY]", fixture.Spark(SparkWrites.BreakAppendOnly(edlake)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Spark_uses_the_defaults_of_a_table_of_ours()
    {
        var edlake = fixture.Edlake;
        fixture.Spark(SparkWrites.UseDefaults(edlake)).RowsOrFail();
        Assert.Equal([["3", "new", "2024-01-01"]], edlake.Run("SELECT * FROM with_defaults WHERE id = 3").Rows);
    }

    [Fact]
    public void Spark_merges_into_a_partitioned_table_of_ours()
    {
        var edlake = fixture.Edlake;
        fixture.Spark(SparkWrites.Merge(edlake)).RowsOrFail();
        Assert.Equal([["100", "a b/c=d%é:{}\"#"]], edlake.Run("SELECT n, s FROM special_partitions WHERE i = -1").Rows);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Edlake_reads_tables_that_only_Spark_can_write(string table)
    {
        foreach (var statement in SparkWrites.Tables.First(one => one.Table == table).Statements)
            fixture.Spark(statement).RowsOrFail();
        var own = fixture.Edlake.Run(Questions.Rows(fixture.SparkFolder(table)));
        Report.Same(TableComparison.OfRows(fixture.Spark($"SELECT * FROM {table}"), own));
    }
}
