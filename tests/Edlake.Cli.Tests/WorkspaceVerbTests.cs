using System.Text.Json;
using Edlake.EndToEnd.Workbench;

namespace Edlake.Cli.Tests;

/// <summary>`fs`, `history`, `runs`, `doctor` and `check`.</summary>
public sealed class WorkspaceVerbTests : IDisposable
{
    private readonly SmallBundle _bundle = new SmallBundle().With("one", "create or replace table t as select 1 as a;\nselect 'shown' as answer;");

    private Lake Lake => _bundle.Lake;

    [Fact]
    public async Task A_file_goes_in_is_listed_printed_and_removed()
    {
        var file = Lake.Write("greeting.csv", "hello,wörld\n");

        (await Lake.Edlake("fs", "cp", file, "dbfs:/in/")).Well();
        Assert.Contains("greeting.csv", (await Lake.Edlake("fs", "ls", "dbfs:/in")).Well().Out, StringComparison.Ordinal);
        Assert.Equal("hello,wörld\n", (await Lake.Edlake("fs", "cat", "dbfs:/in/greeting.csv")).Well().Out);
        Assert.Equal(File.GetLastWriteTimeUtc(file), File.GetLastWriteTimeUtc(Path.Combine(Lake.Workspace, "dbfs", "in", "greeting.csv")));
        Assert.Contains("there already", (await Lake.Edlake("fs", "cp", file, "dbfs:/in/")).With(2).Error, StringComparison.Ordinal);
        Assert.Contains("not empty", (await Lake.Edlake("fs", "rm", "dbfs:/in")).With(2).Error, StringComparison.Ordinal);
        (await Lake.Edlake("fs", "rm", "-r", "dbfs:/in")).Well();
        Assert.Contains("[PATH_NOT_FOUND]", (await Lake.Edlake("fs", "ls", "dbfs:/in")).With(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_in_the_history_of_runs_and_of_its_tables()
    {
        await Lake.Run();
        await Lake.Run("--full");

        Assert.Contains("default.t", (await Lake.Edlake("history")).Well().Out, StringComparison.Ordinal);
        var versions = (await Lake.Edlake("history", "t")).Well().Out;
        Assert.Contains("CREATE OR REPLACE TABLE AS SELECT", versions, StringComparison.Ordinal);
        (await Lake.Edlake("history", "no_such_table")).With(1);
        using var runs = JsonDocument.Parse((await Lake.Edlake("runs", "--output", "json")).Well().Out);
        Assert.Equal(["Succeeded", "Succeeded"], runs.RootElement.EnumerateArray().Select(run => run.GetProperty("status").GetString()));
        Assert.Contains("ok", (await Lake.Edlake("runs", "-n", "1")).Well().Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_shows_plain_text_when_nobody_watches_with_the_last_answer_of_its_tasks()
    {
        var answer = (await Lake.Edlake("run")).Well();

        Assert.Contains("shown", answer.Out, StringComparison.Ordinal);
        Assert.Contains("1 tables published together", answer.Out, StringComparison.Ordinal);
        Assert.Contains("one (", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", answer.Out + answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_run_as_json_has_class_place_and_remedy_of_each_error()
    {
        _bundle.With("bad", "select nothing_here;");

        var answer = (await Lake.Edlake("run", "--output", "json")).With(1);

        using var json = JsonDocument.Parse(answer.Out);
        var error = Assert.Single(json.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal("bad", error.GetProperty("task").GetString());
        Assert.StartsWith("UNRESOLVED_COLUMN", error.GetProperty("errorClass").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("etl/bad.sql", error.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, error.GetProperty("line").GetInt32());
        Assert.Equal("Failed", json.RootElement.GetProperty("run").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_check_counts_what_binds_and_runs_nothing()
    {
        Assert.Contains("1 tasks, 2 statements, 0 errors", (await Lake.Edlake("check")).Well().Out, StringComparison.Ordinal);
        Assert.Empty(Lake.Versions());
    }

    [Fact]
    public async Task The_doctor_finds_a_sound_workspace_sound_and_says_what_is_wrong_with_another()
    {
        var well = (await Lake.Edlake("doctor")).Well();
        Assert.Contains("engine: duckdb", well.Out, StringComparison.Ordinal);
        var file = Lake.Write("a-file", "");

        var ill = (await CommandLine.Run("doctor", "--bundle", Lake.Bundle, "--workspace", file)).With(3);

        Assert.Contains("bad  workspace", ill.Out, StringComparison.Ordinal);
        Assert.Contains("help:", ill.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _bundle.Dispose();
}
