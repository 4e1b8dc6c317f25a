using CsCheck;
using Edlake.Comparison;

namespace Edlake.DuckDb.Tests.Comparison;

/// <summary>A table compared with itself after any set of edits: the comparison says exactly what was done.</summary>
public sealed class RandomEditTests
{
    private const string Columns = "id int, number double, price decimal(10,2), text string, at timestamp, tags map<string, double>";

    // For each column its values, two ways to write one of them side by side.
    private static readonly string[][][] Values =
    [
        [["1.5D", "3D / 2D"], ["0.0D", "1.0D - 1.0D"], ["-0.0D", "0.0D * -1.0D"], ["double('NaN')", "double('Infinity') - double('Infinity')"], ["null", "cast(null as double)"]],
        [["1.50BD", "1.5BD"], ["-0.01BD", "0.01BD - 0.02BD"], ["null", "null"]],
        [["'a'", "concat('', 'a')"], ["'A'", "upper('a')"], ["''", "trim(' ')"], ["null", "null"]],
        [["timestamp'2026-03-29 01:30:00'", "timestamp'2026-03-29 02:30:00 +01:00'"], ["timestamp'1969-12-31 23:59:59.999999'", "timestamp_micros(-1)"], ["null", "null"]],
        [["map('a', 1D, 'b', 2D)", "map('b', 2D, 'a', 1D)"], ["map('a', 1D)", "map('a', 1D)"], ["map('a', -0.0D)", "map('a', -0.0D)"], ["null", "null"]],
    ];

    private static readonly Gen<int[]> Row = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 3], (a, b, c, d, e) => new[] { a, b, c, d, e });

    private static readonly Gen<(int[][] Base, int[] Edits, int[][] Edited, int[][] Added)> Cases =
        Gen.Select(Row.Array[1, 8], Gen.Int[0, 2].Array[8], Row.Array[8], Row.Array[0, 3]);

    [Fact]
    public void A_comparison_says_exactly_which_rows_were_edited() => Cases.Sample(
        one =>
        {
            using var workspace = new TestWorkspace();
            var (before, after) = (new Dictionary<int, int[]>(), new Dictionary<int, int[]>());
            workspace.Run($"create table t ({Columns})", $"insert into t values {string.Join(", ", one.Base.Select((row, id) => Sql(id, row, 0)))}");
            for (var id = 0; id < one.Base.Length; id++)
            {
                before[id] = one.Base[id];
                if (one.Edits[id] == 1)
                    workspace.Run($"delete from t where id = {id}");
                else
                    after[id] = one.Edits[id] == 0 ? one.Base[id] : one.Edited[id];
                if (one.Edits[id] == 2)
                    workspace.Run($"delete from t where id = {id}", $"insert into t values {Sql(id, one.Edited[id], 1)}");
            }

            for (var i = 0; i < one.Added.Length; i++)
            {
                after[100 + i] = one.Added[i];
                workspace.Run($"insert into t values {Sql(100 + i, one.Added[i], 1)}");
            }

            AssertSays(workspace.Compare("t@v1", "t", ["id"]), before, after);
            AssertSays(workspace.Compare("t", "t@v1", ["id"]), after, before);
            var rows = workspace.Compare("t@v1", "t").Rows;
            Assert.Equal(before.Count(row => !IsIn(row, after)), rows.OnlyInA);
            Assert.Equal(after.Count(row => !IsIn(row, before)), rows.OnlyInB);
        },
        iter: 12,
        threads: 1);

    private static void AssertSays(TableComparison found, Dictionary<int, int[]> a, Dictionary<int, int[]> b)
    {
        var changed = a.Where(row => b.ContainsKey(row.Key) && !IsIn(row, b)).Select(row => row.Key).ToList();
        Assert.Equal(a.Keys.Except(b.Keys).Order(), Ids(found, row => row is { A: { } only, B: null } ? only : null));
        Assert.Equal(b.Keys.Except(a.Keys).Order(), Ids(found, row => row is { A: null, B: { } only } ? only : null));
        Assert.Equal(changed.Order(), Ids(found, row => row.IsChange ? row.A : null));
        Assert.Equal((a.Count, b.Count, changed.Count), (found.Rows.InA, found.Rows.InB, found.Rows.Changed));
        for (var column = 0; column < Values.Length; column++)
            Assert.Equal(changed.Count(id => a[id][column] != b[id][column]), found.Rows.ChangedBy.GetValueOrDefault(found.Columns[column + 1]));
    }

    private static IEnumerable<int> Ids(TableComparison found, Func<RowDifference, IReadOnlyList<string?>?> side) =>
        found.Differences.Select(side).Where(row => row is not null).Select(row => int.Parse(row![0]!, System.Globalization.CultureInfo.InvariantCulture)).Order();

    private static bool IsIn(KeyValuePair<int, int[]> row, Dictionary<int, int[]> rows) => rows.TryGetValue(row.Key, out var other) && other.SequenceEqual(row.Value);

    private static string Sql(int id, int[] row, int way) => $"({id}, {string.Join(", ", row.Select((value, column) => Values[column][value][way]))})";
}
