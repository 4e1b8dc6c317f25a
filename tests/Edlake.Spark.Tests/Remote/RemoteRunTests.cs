using Edlake.Diagnostics;
using Edlake.Running;
using Edlake.Spark.Connect;
using Edlake.Spark.Remote;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Tests.Remote;

/// <summary>A job on a server that keeps the tables itself, as Databricks does.</summary>
[Trait("needs", "spark")]
public sealed class RemoteRunTests(LiveSpark spark) : IDisposable
{
    private const string Made = "create schema if not exists identifier(:schema);\nuse identifier(:schema);\ncreate or replace table t using delta as select id, 'old' as v from range(5);";
    private const string Changed = """
        use identifier(:schema);
        merge into t using (select 3 as id, 'new' as v union all select 9, 'new') s on t.id = s.id
          when matched then update set v = s.v when not matched then insert *;
        delete from ${schema}.t where id = 0;
        create or replace table identifier(:schema || '.u') using delta as select count(*) as n from t;
        select v, count(*) as n from t group by v order by v;
        """;

    private readonly JobBundle _bundle = new();

    [Fact]
    public async Task Its_statements_take_effect_there_and_their_rows_are_counted_from_the_tables_own_commits()
    {
        _bundle.With("make", Made).With("change", Changed);

        var report = await RunAsync();

        Assert.Equal(RunStatus.Succeeded, report.Record.Status);
        Assert.Equal(["1|old", "2|old", "3|new", "4|old", "9|new"], (await RowsAsync("select id, v from t")).Order());
        var change = report.Record.Tasks[1];
        Assert.Equal([["new", "2"], ["old", "3"]], change.Output!.Rows);
        var t = Assert.Single(change.Tables, table => table.Table.EndsWith("`t`", StringComparison.Ordinal));
        Assert.Equal((2, 1), (t.RowsWritten, t.RowsDeleted));
        Assert.Equal(1, Assert.Single(change.Tables, table => table.Table.EndsWith("`u`", StringComparison.Ordinal)).RowsWritten);
        Assert.Equal(5, report.Record.Tasks[0].Rows!.Kept);
        Assert.Single(_bundle.Warehouse.Metastore.Runs(10));
    }

    [Fact]
    public async Task One_that_fails_leaves_every_table_as_it_was_and_none_that_it_made()
    {
        Assert.Equal(RunStatus.Succeeded, (await RunAsync(_bundle.With("make", Made))).Record.Status);
        _bundle.With("make", Changed).With("fail", "select 1;\nselect\n  1 / 0;");

        var report = await RunAsync();

        Assert.Equal(RunStatus.Failed, report.Record.Status);
        var error = Assert.IsType<SqlException>(report.Errors["fail"]);
        Assert.Equal("DIVIDE_BY_ZERO", error.ErrorClass);
        Assert.Equal(4, error.Position!.Line);
        Assert.Equal(["0|old", "1|old", "2|old", "3|old", "4|old"], (await RowsAsync("select id, v from t")).Order());
        Assert.DoesNotContain("u", await RowsAsync("show tables", column: 1));
    }

    [Fact]
    public async Task One_that_died_is_taken_back_by_the_next()
    {
        Assert.Equal(RunStatus.Succeeded, (await RunAsync(_bundle.With("make", Made))).Record.Status);
        _bundle.With("make", Changed);
        using (var dead = Begin(new RunStart("dead", "remote/all@default", new RunOptions(new Dictionary<string, string>(), false, 1), null)))
            dead.Run(_bundle.Programs()[0], TestContext.Current.CancellationToken);
        Assert.Contains("9|new", await RowsAsync("select id, v from t"));

        _bundle.With("make", "use identifier(:schema);\nselect v, count(*) from t group by v;");
        var report = await RunAsync();

        Assert.Equal([["old", "5"]], report.Record.Tasks[0].Output!.Rows);
    }

    [Fact]
    public async Task Rows_that_others_committed_meanwhile_are_not_taken_back_in_silence()
    {
        Assert.Equal(RunStatus.Succeeded, (await RunAsync(_bundle.With("make", Made))).Record.Status);
        _bundle.With("make", $"{Changed}\nset spark.databricks.delta.commitInfo.userMetadata = somebody else;\ninsert into t values (77, 'theirs');\nselect 1 / 0;");

        var error = await Assert.ThrowsAsync<EdlakeException>(() => RunAsync());

        Assert.Equal("REMOTE_TABLE_CHANGED_BY_OTHERS", error.ErrorClass);
        Assert.Contains("`t` (version ", error.Message, StringComparison.Ordinal);
        Assert.Contains("77|theirs", await RowsAsync("select id, v from t"));
        Assert.DoesNotContain("u", await RowsAsync("show tables", column: 1));
    }

    [Theory]
    [InlineData("drop table t")]
    [InlineData("alter table t rename to gone")]
    public async Task What_no_version_brings_back_is_refused(string statement)
    {
        Assert.Equal(RunStatus.Succeeded, (await RunAsync(_bundle.With("make", Made))).Record.Status);
        _bundle.With("make", $"use identifier(:schema);\n{statement};");

        var report = await RunAsync();

        Assert.Equal("REMOTE_CHANGE_NOT_RESTORABLE", Assert.IsType<EdlakeException>(report.Errors["make"]).ErrorClass);
        Assert.Equal(5, (await RowsAsync("select id, v from t")).Count);
    }

    [Fact]
    public async Task A_table_that_the_run_made_may_be_dropped_by_it()
    {
        _bundle.With("make", $"{Made}\ncreate table scratch using delta as select 1 as a;\ndrop table scratch;");
        Assert.Equal(RunStatus.Succeeded, (await RunAsync()).Record.Status);
        Assert.DoesNotContain("scratch", await RowsAsync("show tables", column: 1));
    }

    [Fact]
    public async Task Widgets_have_their_default_where_nothing_is_given()
    {
        _bundle.With("make", "create widget text suffix default '!';\nselect concat('a', :suffix) as a, '${suffix}' as b;");
        Assert.Equal([["a!", "!"]], (await RunAsync()).Record.Tasks[0].Output!.Rows);
    }

    public void Dispose() => _bundle.Dispose();

    private Task<RunReport> RunAsync(JobBundle? bundle = null) => (bundle ?? _bundle).RunAsync(Begin);

    private RemoteRun Begin(RunStart start) =>
        RemoteRun.Begin(_bundle.Warehouse, SparkConnectionString.Parse(spark.Address), new SparkConnectOptions(), start, TestContext.Current.CancellationToken);

    private async Task<IReadOnlyList<string>> RowsAsync(string query, int? column = null)
    {
        await using var session = await spark.OpenAsync();
        await session.RunAsync(new SqlStatement($"use {_bundle.Schema}"), TestContext.Current.CancellationToken);
        await using var result = await session.ExecuteAsync(new SqlStatement(query), TestContext.Current.CancellationToken);
        var rows = new List<string>();
        await foreach (var row in result.ReadRowsAsync(TestContext.Current.CancellationToken))
            rows.Add(column is { } one ? $"{row[one]}" : string.Join('|', row));
        return rows;
    }
}
