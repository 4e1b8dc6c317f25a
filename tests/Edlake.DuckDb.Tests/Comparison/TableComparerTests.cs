using Edlake.Comparison;
using Edlake.Diagnostics;

namespace Edlake.DuckDb.Tests.Comparison;

/// <summary>What counts as the same value, the same row, the same columns.</summary>
public sealed class TableComparerTests : IDisposable
{
    private readonly TestWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("double", "0.0D", "-0.0D")]
    [InlineData("float", "0.0F", "-0.0F")]
    [InlineData("double", "0.1D + 0.2D", "0.3D")]
    [InlineData("float", "float(16777216)", "float(16777215)")]
    [InlineData("decimal(38,18)", "0.000000000000000001BD", "0BD")]
    [InlineData("string", "''", "null")]
    [InlineData("string", "'a'", "'a '")]
    [InlineData("string", "'é'", "'e\u0301'")]
    [InlineData("binary", "X'00'", "X'0000'")]
    [InlineData("timestamp", "timestamp'2026-01-01 00:00:00.000001'", "timestamp'2026-01-01 00:00:00'")]
    [InlineData("timestamp_ntz", "timestamp_ntz'2026-01-01 00:00:00'", "timestamp_ntz'2026-01-01 00:00:01'")]
    [InlineData("date", "date'0001-01-01'", "date'9999-12-31'")]
    [InlineData("bigint", "9223372036854775807L", "9223372036854775806L")]
    [InlineData("array<double>", "array(0.0D)", "array(-0.0D)")]
    [InlineData("array<int>", "array(1, null)", "array(1)")]
    [InlineData("array<int>", "array()", "null")]
    [InlineData("map<string, double>", "map('a', 0.0D)", "map('a', -0.0D)")]
    [InlineData("map<string, int>", "map('a', 1, 'b', null)", "map('a', 1)")]
    [InlineData("struct<x: float, y: int>", "named_struct('x', null, 'y', null)", "null")]
    [InlineData("struct<x: float, y: int>", "named_struct('x', 1.5F, 'y', 1)", "named_struct('x', 1.5F, 'y', 2)")]
    [InlineData("map<string, array<struct<v: double>>>", "map('k', array(named_struct('v', double('NaN'))))", "map('k', array(named_struct('v', null)))")]
    public void Values_that_differ_at_all_are_found(string type, string one, string other)
    {
        Make(type, one, other);

        var keyed = _workspace.Compare("a", "b", ["id"]);
        Assert.Equal((1, 0, 0), (keyed.Rows.Changed, keyed.Rows.OnlyInA, keyed.Rows.OnlyInB));
        Assert.Equal(new Dictionary<string, long> { ["v"] = 1 }, keyed.Rows.ChangedBy);
        var pair = Assert.Single(keyed.Differences);
        Assert.NotEqual(pair.A![1], pair.B![1]);
        var multiset = _workspace.Compare("a", "b");
        Assert.Equal((1, 1, 1), (multiset.Rows.Equal, multiset.Rows.OnlyInA, multiset.Rows.OnlyInB));
    }

    [Theory]
    [InlineData("double", "double('NaN')", "double('Infinity') - double('Infinity')")]
    [InlineData("double", "-0.0D", "-0.0D")]
    [InlineData("decimal(10,2)", "1.5BD", "1.50BD")]
    [InlineData("timestamp", "timestamp'2026-01-01 00:00:00 UTC'", "timestamp'2026-01-01 01:00:00 +01:00'")]
    [InlineData("map<string, double>", "map('a', 1D, 'b', -0.0D)", "map('b', -0.0D, 'a', 1D)")]
    [InlineData("array<map<int, string>>", "array(map(1, 'x', 2, null))", "array(map(2, null, 1, 'x'))")]
    [InlineData("struct<m: map<string, int>>", "named_struct('m', map('a', 1, 'b', 2))", "named_struct('m', map('b', 2, 'a', 1))")]
    public void The_same_value_is_equal_however_it_was_written(string type, string one, string other)
    {
        Make(type, one, other);
        Assert.True(_workspace.Compare("a", "b", ["id"]).AreEqual);
        Assert.True(_workspace.Compare("a", "b").AreEqual);
    }

    [Fact]
    public void Without_a_key_rows_are_counted_as_often_as_they_come()
    {
        _workspace.Run("create table a as select * from values (1, 'x'), (1, 'x'), (1, 'x'), (2, 'y') as t(n, s)", "create table b as select * from values (1, 'x'), (2, 'y'), (2, 'y') as t(n, s)");

        var found = _workspace.Compare("a", "b");
        Assert.Equal((2, 2, 1), (found.Rows.Equal, found.Rows.OnlyInA, found.Rows.OnlyInB));
        Assert.Equal([(3, 1, true), (1, 2, false)], found.Differences.Select(row => (row.CountA, row.CountB, row.A is not null)));
    }

    [Fact]
    public void Rows_with_one_key_are_paired_only_where_the_key_is_one_rows_own()
    {
        _workspace.Run("create table a as select * from values (1, 'x'), (1, 'y'), (null, 'n'), (2, 'z') as t(k, s)", "create table b as select * from values (1, 'x'), (1, 'q'), (1, 'r'), (null, 'm'), (2, 'z') as t(k, s)");

        var found = _workspace.Compare("a", "b", ["K"]);
        Assert.Equal((1, 1, 2), (found.Rows.Changed, found.Rows.OnlyInA, found.Rows.OnlyInB));
        var change = Assert.Single(found.Differences, row => row.IsChange);
        Assert.Equal([null, "n"], change.A);
        Assert.Equal([null, "m"], change.B);
    }

    [Fact]
    public void The_primary_key_that_both_declare_pairs_rows_up()
    {
        _workspace.Run(
            "create table a (id int not null, s string, constraint pk primary key (id))", "insert into a values (1, 'x')",
            "create table b (id int not null, s string, constraint pk primary key (id))", "insert into b values (1, 'y')",
            "create table c (id int not null, s string)", "insert into c values (1, 'y')");

        var found = _workspace.Compare("a", "b");
        Assert.Equal(["id"], found.Key);
        Assert.Equal(1, found.Rows.Changed);
        Assert.Empty(_workspace.Compare("a", "c").Key);
    }

    [Fact]
    public void What_differs_of_the_columns_is_listed_and_makes_tables_different()
    {
        _workspace.Run("create table a (id int not null comment 'one', n int, gone string, list array<int>)", "create table b (list array<int>, id int comment 'two', N bigint, new date)");

        var found = _workspace.Compare("a", "b");
        Assert.False(found.AreEqual);
        Assert.Equal(
            [
                new Difference("column gone", "STRING", null),
                new Difference("column new", null, "DATE"),
                new Difference("order of the columns", "id, n, list", "list, id, N"),
                new Difference("column id: nullable", "false", "true"),
                new Difference("column id: comment", "one", "two"),
                new Difference("column n: name", "n", "N"),
                new Difference("column n: type", "INT", "BIGINT"),
            ],
            found.Schema);
    }

    [Fact]
    public void Columns_of_two_types_are_compared_by_their_text()
    {
        _workspace.Run("create table a as select 1 as id, 2 as n, 1.5BD as d", "create table b as select 1 as id, 2L as n, cast(1.5 as decimal(10,2)) as d");
        Assert.Equal(new Dictionary<string, long> { ["d"] = 1 }, _workspace.Compare("a", "b", ["id"]).Rows.ChangedBy);
    }

    [Fact]
    public void Tables_that_share_no_column_have_no_row_in_common()
    {
        _workspace.Run("create table a as select 1 as x", "create table b as select 1 as y union all select 2");
        Assert.Equal((0, 1, 2), (_workspace.Compare("a", "b").Rows.Equal, _workspace.Compare("a", "b").Rows.OnlyInA, _workspace.Compare("a", "b").Rows.OnlyInB));
    }

    [Fact]
    public void Counts_are_complete_however_few_rows_are_listed()
    {
        _workspace.Run("create table a as select id, id as v from range(1000)", "create table b as select id + 10 as id, case when id % 2 = 0 then id + 10 else -1 end as v from range(1000)");

        var found = _workspace.Compare("a", "b", ["id"], limit: 3);
        Assert.Equal((495, 10, 10, 495), (found.Rows.Equal, found.Rows.OnlyInA, found.Rows.OnlyInB, found.Rows.Changed));
        Assert.Equal(["0", "1", "2"], found.Differences.Select(row => row.A![0]));
    }

    [Fact]
    public void Versions_times_and_paths_name_tables()
    {
        _workspace.Run("create table a as select 1 as n", "insert into a values (2)");
        var path = $"delta.`{_workspace.TableFolder("a")}`";

        Assert.Equal((1, 0), (_workspace.Compare("a@v0", path).Rows.OnlyInB, _workspace.Compare("a@v0", path).VersionA));
        var first = _workspace.Snapshot("a").Timestamp.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(_workspace.Compare($"default.a@{first}", $"{path}@v1").AreEqual);
    }

    [Fact]
    public void A_folder_with_any_characters_in_its_name_can_be_compared()
    {
        var odd = Path.Combine(_workspace.Workspace.Root, "100% odd `name` é?#");
        _workspace.Run("create table a as select 1 as n", $"create table delta.`{odd.Replace("`", "``", StringComparison.Ordinal)}` as select 1 as n");
        Assert.True(_workspace.Compare("a", $"delta.`{odd.Replace("`", "``", StringComparison.Ordinal)}`").AreEqual);
    }

    [Fact]
    public void Columns_with_any_characters_in_their_names_can_be_compared()
    {
        _workspace.Run("create table a as select 1 as `c0-é``'\\\\`, named_struct('it\\'s`x`\\\\', 1.5D) as s", "create table b as select * from a");
        Assert.True(_workspace.Compare("a", "b").AreEqual);
    }

    [Fact]
    public void A_key_column_that_one_side_lacks_is_refused()
    {
        _workspace.Run("create table a as select 1 as x, 2 as y", "create table b as select 1 as x");
        Assert.Equal("COMPARISON_KEY_NOT_SHARED", Assert.Throws<EdlakeException>(() => _workspace.Compare("a", "b", ["y"])).ErrorClass);
    }

    private void Make(string type, string one, string other) => _workspace.Run(
        $"create table a (id int, v {type})", $"insert into a values (1, {one}), (2, null)",
        $"create table b (id int, v {type})", $"insert into b values (1, {other}), (2, null)");
}
