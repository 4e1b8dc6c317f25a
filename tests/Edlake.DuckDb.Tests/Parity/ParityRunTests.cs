using System.Text.Json;
using Edlake.Bundles;
using Edlake.Comparison;
using Edlake.Diagnostics;
using Edlake.Engines;
using Edlake.Parity;
using Edlake.Publishing;
using Edlake.Running;
using Edlake.Sessions;
using Edlake.Sql.Diagnostics;

namespace Edlake.DuckDb.Tests.Parity;

/// <summary>The certificate: equal runs are equal, and a difference of any kind is found, named and counted.</summary>
public sealed class ParityRunTests : IDisposable
{
    private const string Load =
        """
        -- Databricks notebook source
        create schema if not exists gold comment 'figures';
        -- COMMAND ----------
        create table if not exists gold.prices (id int not null comment 'one', price double, tags map<string, double>, loaded_at timestamp, file string, constraint pk primary key (id)) comment 'prices';
        -- COMMAND ----------
        insert into gold.prices select cast(id as int), cast(price as double), map('p', cast(price as double)), current_timestamp(), _metadata.file_path || _metadata.file_modification_time
          from read_files('dbfs:/raw', format => 'csv', header => true, schema => 'id STRING, price STRING') where id is not null;
        -- COMMAND ----------
        create or replace table gold.words as select * from values ('a', 1), ('a', 1), ('b', 2) as t(word, n);
        -- COMMAND ----------
        create or replace table delta.`dbfs:/out/plain` as select 1 as n;
        -- COMMAND ----------
        create or replace view gold.cheap as select id from gold.prices where price < 2;
        -- COMMAND ----------
        select count(*) as n, max(loaded_at) as loaded_at from gold.prices
        """;

    private readonly TemporaryFolder _folder = new();

    public ParityRunTests()
    {
        _folder.Write("databricks.yml", "bundle:\n  name: small\nresources:\n  jobs:\n    job:\n      name: job\n      tasks:\n        - task_key: load\n          notebook_task:\n            notebook_path: etl/load.sql\n");
        _folder.Write("etl/load.sql", Load);
        var raw = _folder.Write("home/dbfs/raw/prices.csv", "id,price\n1,0.0\n2,1.5\n3,NaN\n");
        File.SetLastWriteTimeUtc(raw, new DateTime(2026, 1, 5, 10, 30, 15, 123, 456, DateTimeKind.Utc));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_runs_that_do_the_same_are_equal_in_every_cell()
    {
        var report = await Run(Engine);

        Assert.Empty(Texts(report));
        Assert.True(report.IsEqual);
        Assert.Equal(["delta.`dbfs:/out/plain`", "gold.prices", "gold.words"], report.Tables.Select(table => table.Name));
        Assert.Equal((7, 3 * 5 + 3 * 2 + 1), (report.Rows, report.Cells));
    }

    [Theory]
    [InlineData("update gold.prices set price = -0.0D where id = 1", "gold.prices", "1: price 0.0/-0.0")]
    [InlineData("update gold.prices set tags = map('p', 1.25D) where id = 2", "gold.prices", "2: tags [{key: p, value: 1.5}]/[{key: p, value: 1.25}]")]
    [InlineData("update gold.prices set loaded_at = loaded_at + interval 1 microsecond where id = 2", "gold.prices", "2: loaded_at *")]
    [InlineData("update gold.prices set price = null where id = 3", "gold.prices", "3: price NaN/NULL")]
    [InlineData("delete from gold.prices where id = 2", "gold.prices", "2: 1/0")]
    [InlineData("insert into gold.prices values (9, null, null, null, null)", "gold.prices", "9: 0/1")]
    [InlineData("insert into gold.words values ('a', 1)", "gold.words", "a: 2/3")]
    public async Task A_row_that_differs_is_found_with_its_key_and_column(string planted, string table, string expected)
    {
        var report = await Run(side => Meddling(side, planted));

        Assert.False(report.IsEqual);
        var found = Assert.Single(report.Tables, one => !one.Content.Rows.AreEqual);
        Assert.Equal(table, found.Name);
        Assert.Matches(System.Text.RegularExpressions.Regex.Escape(expected).Replace("\\*", ".*", StringComparison.Ordinal), Assert.Single(found.Content.Differences.SelectMany(row => Texts(found.Content, row))));
    }

    [Theory]
    [InlineData("alter table gold.prices alter column price comment 'GBP'", "gold.prices: column price: comment: none/GBP")]
    [InlineData("alter table gold.prices add column extra int", "gold.prices: column extra: none/INT")]
    [InlineData("comment on table gold.words is 'words'", "gold.words: comment: none/words")]
    [InlineData("alter table gold.words set tblproperties ('team' = 'x')", "gold.words: property team: none/x")]
    [InlineData("alter table gold.words add constraint positive check (n > 0)", "gold.words: property delta.constraints.positive: none/n > 0")]
    [InlineData("alter table gold.prices drop constraint pk", "gold.prices: property edlake.constraints.pk: PRIMARY KEY (id)/none")]
    [InlineData("alter table gold.prices alter column id drop not null", "gold.prices: column id: nullable: false/true")]
    [InlineData("create or replace table gold.words partitioned by (n) as select * from values ('a', 1), ('a', 1), ('b', 2) as t(word, n)", "gold.words: partitioned by: /n")]
    [InlineData("optimize gold.prices", null)]
    [InlineData("create table gold.extra as select 1 as n", "table gold.extra: none/is there")]
    [InlineData("drop table gold.words", "table gold.words: is there/none")]
    [InlineData("create or replace view gold.cheap as select id from gold.prices where price < 3", "view gold.cheap: text: select id from gold.prices where price < 2/select id from gold.prices where price < 3")]
    [InlineData("drop view gold.cheap", "view gold.cheap: text: select id from gold.prices where price < 2/none")]
    [InlineData("create schema other", "schema spark_catalog.other: none/is there")]
    [InlineData("insert into delta.`dbfs:/out/plain` values (2)", "delta.`dbfs:/out/plain`: version 001: none/WRITE")]
    [InlineData("delete from gold.words where n = 2", "gold.words: version 001: none/DELETE")]
    public async Task Any_other_difference_is_found_by_name(string planted, string? expected)
    {
        var report = await Run(side => Meddling(side, planted));

        if (expected is null)
            Assert.Empty(Texts(report));
        else
            Assert.Contains(expected, Texts(report));
        Assert.Equal(expected is null, report.IsEqual);
    }

    [Fact]
    public async Task Rows_that_a_task_counted_differently_are_found()
    {
        var report = await Run(side => Meddling(side, null, outcome => outcome with { RowsWritten = outcome.RowsWritten + 1, Reads = [.. outcome.Reads.Select(read => read with { Rows = read.Rows * 2 })] }));

        Assert.Contains("task load: rows in: 3/6", Texts(report));
        Assert.Contains("task load: rows kept: 7/10", Texts(report));
        Assert.Contains("task load: rows written to gold.prices: 3/4", Texts(report));
        Assert.Equal((3, false), (report.Tables.Count, report.IsEqual));
        Assert.All(report.Tables, table => Assert.Equal(0, table.Differences));
    }

    [Fact]
    public async Task A_raw_file_that_differs_shows_in_rows_tasks_and_history()
    {
        var plan = Plan(Engine);
        _folder.Write("certificate/b/dbfs/raw/more.csv", "id,price\n4,1\n");

        var report = await new ParityRun(plan).RunAsync(CancellationToken.None);
        Assert.Contains("task load: rows in: 3/4", Texts(report));
        Assert.Contains("gold.prices: version 001 numOutputRows: 3/4", Texts(report));
        Assert.Contains("task load: answer: *", Texts(report).Select(text => text.StartsWith("task load: answer: ", StringComparison.Ordinal) ? "task load: answer: *" : text));
    }

    [Fact]
    public async Task Raw_files_that_come_later_are_loaded_by_a_second_run_an_hour_later()
    {
        _folder.Write("later/more.csv", "id,price\n4,1\n5,2\n");
        var plan = Plan(Engine) with { Deliveries = [new RawDelivery(_folder.In("later"), "dbfs:/raw")] };

        var report = await new ParityRun(plan).RunAsync(CancellationToken.None);
        Assert.Empty(Texts(report));
        Assert.Equal((2, 2), (report.A.Runs.Count, report.B.Runs.Count));
        Assert.Equal(3 + 5, report.Tables.Single(table => table.Name == "gold.prices").Content.Rows.InA);
    }

    [Fact]
    public async Task A_difference_of_the_second_run_is_told_apart()
    {
        _folder.Write("later/more.csv", "id,price\n4,1\n");
        var writes = 0;
        var plan = Plan(side => Meddling(side, null, outcome => ++writes == 4 ? outcome with { RowsWritten = 9 } : outcome)) with { Deliveries = [new RawDelivery(_folder.In("later"), "dbfs:/raw")] };

        var report = await new ParityRun(plan).RunAsync(CancellationToken.None);
        Assert.Equal(["run 2, task load: rows dropped: -4/-9", "run 2, task load: rows kept: 8/13", "run 2, task load: rows written to gold.prices: 4/9"], Texts(report));
    }

    [Fact]
    public async Task A_run_that_fails_shows_no_parity_and_its_error()
    {
        var report = await Run(side => Meddling(side, null, _ => throw new EdlakeException("PLANTED", "Planted.")));

        Assert.Equal((RunStatus.Succeeded, RunStatus.Failed, false), (report.A.Status, report.B.Status, report.IsEqual));
        Assert.Equal("Planted.", report.B.Errors["load"]);
        Assert.Contains("Planted.", ParityMarkdown.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_names_engines_figures_and_each_difference()
    {
        var report = await Run(side => Meddling(side, "update gold.prices set price = -0.0D where id = 1"));

        var page = ParityMarkdown.Of(report);
        Assert.Contains("| 1 | price | 0.0 | -0.0 |", page, StringComparison.Ordinal);
        Assert.Contains("3 tables, 7 rows, 22 cells compared", page, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(ParityJson.Of(report));
        Assert.False(json.RootElement.GetProperty("equal").GetBoolean());
        Assert.Equal(report.Differences, json.RootElement.GetProperty("differences").GetInt64());
        Assert.StartsWith("meddling ", json.RootElement.GetProperty("b").GetProperty("engine").GetString(), StringComparison.Ordinal);
        var changed = json.RootElement.GetProperty("tables").EnumerateArray().Single(table => table.GetProperty("name").GetString() == "gold.prices").GetProperty("listed")[0];
        Assert.Equal(("1", "0.0", "-0.0"), (changed.GetProperty("key").GetProperty("id").GetString(), changed.GetProperty("changed").GetProperty("price").GetProperty("a").GetString(), changed.GetProperty("changed").GetProperty("price").GetProperty("b").GetString()));
    }

    [Fact]
    public async Task A_workspace_in_which_something_ran_is_refused()
    {
        await Run(Engine);
        var error = await Assert.ThrowsAsync<EdlakeException>(() => new ParityRun(Plan(Engine, copy: false)).RunAsync(CancellationToken.None));
        Assert.Equal("PARITY_FOLDER_IN_USE", error.ErrorClass);
    }

    [Fact]
    public async Task A_table_outside_of_the_workspace_is_refused_by_name()
    {
        _folder.Write("etl/load.sql", $"-- Databricks notebook source\ncreate table t location 'file:{_folder.In("elsewhere")}' as select 1 as n");
        var error = await Assert.ThrowsAsync<EdlakeException>(() => Run(Engine));
        Assert.Equal("PARITY_TABLE_ELSEWHERE", error.ErrorClass);
        Assert.Contains("default.t", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_of_earlier_runs_are_not_taken_for_raw_files()
    {
        var (from, to) = (new Workspace(_folder.In("home"), _folder.Path), new Workspace(_folder.In("fresh"), _folder.Path));
        _folder.Write("home/dbfs/out/table/_delta_log/00000000000000000000.json", "{}");
        _folder.Write("home/dbfs/out/table/part.parquet", "x");
        _folder.Write("home/Volumes/c/s/v/one.json", "{}");

        Assert.Equal((2, 29), RawFileCopies.Copy(from, to, CancellationToken.None));
        Assert.Equal(["Volumes/c/s/v/one.json", "dbfs/raw/prices.csv"], Directory.EnumerateFiles(to.Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(to.Root, file)).Order(StringComparer.Ordinal));
        Assert.Equal(File.GetLastWriteTimeUtc(_folder.In("home/dbfs/raw/prices.csv")), File.GetLastWriteTimeUtc(_folder.In("fresh/dbfs/raw/prices.csv")));
    }

    private Task<ParityReport> Run(Func<Workspace, EngineChoice> b) => new ParityRun(Plan(b)).RunAsync(CancellationToken.None);

    private ParityPlan Plan(Func<Workspace, EngineChoice> b, bool copy = true)
    {
        var bundle = BundleReader.Read(BundleFolder.Open(_folder.Path), null, new Dictionary<string, string>(), new Dictionary<string, string>());
        var plan = new ParityPlan(bundle, bundle.FindJob(null), new Dictionary<string, string>(), 1, Engine, b, _folder.In("certificate"), 20);
        foreach (var side in copy ? [plan.WorkspaceA, plan.WorkspaceB] : Array.Empty<Workspace>())
            RawFileCopies.Copy(new Workspace(_folder.In("home"), _folder.Path), side, CancellationToken.None);
        return plan;
    }

    private static EngineChoice Engine(Workspace workspace) => new("duckdb", "1", () => new DuckDbEngine(new EngineSettings(null, 2, workspace.SpillRoot)));

    private static EngineChoice Meddling(Workspace workspace, string? planted, Func<WriteOutcome, WriteOutcome>? miscount = null) => new(
        "meddling", "1", () => new MeddlingEngine(Engine(workspace).Open(), miscount ?? (outcome => outcome), () => Plant(workspace, planted)));

    private static void Plant(Workspace workspace, string? statement)
    {
        if (statement is null)
            return;
        using var engine = Engine(workspace).Open();
        using var result = new SqlSession(Warehouse.Open(workspace, CancellationToken.None), () => engine).Execute(new SourceText(statement), CancellationToken.None);
        Assert.All(result.Rows.Rows, Assert.NotNull);
    }

    private static IEnumerable<string> Texts(ParityReport report) =>
    [
        .. report.Project.Select(Text),
        .. report.Tables.SelectMany(table => table.Content.Schema.Concat(table.Definition).Concat(table.History).Select(difference => $"{table.Name}: {Text(difference)}")),
        .. report.Tables.SelectMany(table => table.Content.Differences.SelectMany(row => Texts(table.Content, row)).Select(text => $"{table.Name}: {text}")),
    ];

    private static string Text(Difference difference) => $"{difference.What}: {difference.A ?? "none"}/{difference.B ?? "none"}";

    private static IEnumerable<string> Texts(TableComparison table, RowDifference row) => row is { A: { } a, B: { } b }
        ? Enumerable.Range(0, a.Count).Where(i => a[i] != b[i]).Select(i => $"{a[0]}: {table.Columns[i]} {a[i] ?? "NULL"}/{b[i] ?? "NULL"}")
        : [$"{(row.A ?? row.B!)[0]}: {row.CountA}/{row.CountB}"];
}
