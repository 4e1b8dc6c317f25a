using Edlake.Comparison;
using Edlake.DuckDb.Tests;
using Edlake.Sessions;
using Edlake.Spark.Connect;

namespace Edlake.Spark.Tests.Comparison;

/// <summary>A comparison says the same whichever engine computes it.</summary>
[Trait("needs", "spark")]
public sealed class SparkComparisonTests(LiveSpark spark)
{
    [Fact]
    public void Spark_finds_the_differences_that_the_embedded_engine_finds()
    {
        using var workspace = new TestWorkspace();
        using var engine = new SparkEngine(SparkConnectionString.Parse(spark.Address));
        workspace.Run(
            "create table t (id int, d double, f float, p decimal(38,10), s string, b binary, at timestamp, day date, list array<struct<x: double, y: int>>, m map<string, double>)",
            """
            insert into t values
              (1, 0.0D, 0.0F, 1.5BD, 'a', X'00', timestamp'2026-01-01 00:00:00.000001', date'0001-01-01', array(named_struct('x', 0.0D, 'y', 1)), map('a', 1D, 'b', -0.0D)),
              (2, double('NaN'), 1e-30F, null, '', null, null, null, array(), null),
              (3, 0.1D, 3.4e38F, 9999999999999999999999999999.9999999999BD, 'é', X'FF', timestamp'1969-12-31 23:59:59.999999', date'9999-12-31', array(null), map()),
              (4, null, null, null, null, null, null, null, null, null), (4, null, null, null, null, null, null, null, null, null)
            """,
            "update t set d = -0.0D, m = map('b', -0.0D, 'a', 1D) where id = 1",
            "update t set list = array(named_struct('x', double('NaN'), 'y', null)), f = 2e-30F where id = 2",
            "delete from t where id = 4",
            "insert into t values (4, null, null, null, null, null, null, null, null, null), (5, 5D, null, null, null, null, null, null, null, null)");

        foreach (var key in new string[]?[] { ["id"], ["d", "list", "m"], null })
        {
            var (a, b) = (TableReference.Parse("t@v1").Find(workspace.Warehouse), TableReference.Parse("t").Find(workspace.Warehouse));
            var onSpark = new TableComparer(new SqlSession(workspace.Warehouse, () => engine)).Compare(a, b, new ComparisonOptions(key, 100), TestContext.Current.CancellationToken);
            Assert.Equal(Text(workspace.Compare(a, b, key)), Text(onSpark));
        }
    }

    private static IEnumerable<string> Text(TableComparison found) =>
    [
        $"{found.Rows.InA} {found.Rows.InB} {found.Rows.OnlyInA} {found.Rows.OnlyInB} {found.Rows.Changed} {string.Join(", ", found.Rows.ChangedBy)}",
        .. found.Differences.Select(row => $"{row.CountA}/{row.CountB}: {Text(row.A)} -> {Text(row.B)}"),
    ];

    private static string Text(IReadOnlyList<string?>? row) => row is null ? "none" : string.Join(" | ", row.Select(cell => cell ?? "NULL"));
}
