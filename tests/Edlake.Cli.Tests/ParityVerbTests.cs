using System.Text.Json;
using Edlake.EndToEnd.Workbench;

namespace Edlake.Cli.Tests;

/// <summary>`edlake parity`: the report's files, what is kept, exit codes.</summary>
public sealed class ParityVerbTests : IDisposable
{
    private readonly SmallBundle _bundle = new();

    private Lake Lake => _bundle.Lake;

    public void Dispose() => _bundle.Dispose();

    [Fact]
    public async Task Equal_runs_leave_a_report_and_no_workspaces()
    {
        _bundle.With("one", "create or replace table t as select id, current_timestamp() as at from range(3)");

        var answer = (await Lake.Edlake("parity", "--out", Lake.In("out"))).Well();
        Assert.Contains("both engines agree", answer.Out, StringComparison.Ordinal);
        Assert.Equal(["parity.json", "parity.md"], Directory.EnumerateFileSystemEntries(Lake.In("out")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Lake.In("out"), "parity.json"), TestContext.Current.CancellationToken));
        Assert.True(json.RootElement.GetProperty("equal").GetBoolean());
        Assert.Equal(6, json.RootElement.GetProperty("compared").GetProperty("cells").GetInt64());
        Assert.False(Directory.Exists(Path.Combine(Lake.Workspace, "spark-warehouse")));
    }

    [Fact]
    public async Task A_job_that_rolls_dice_is_different_and_its_workspaces_are_kept()
    {
        _bundle.With("one", "create or replace table t as select 1 as id, uuid() as code");

        var answer = (await Lake.Edlake("parity", "--out", Lake.In("out"), "--output", "json")).With(1);
        using var json = JsonDocument.Parse(answer.Out);
        Assert.False(json.RootElement.GetProperty("equal").GetBoolean());
        Assert.Contains("1 changed", (await CommandLine.Run("diff", "t", "t", "--key", "id", "--bundle", Lake.Bundle, "--workspace", Lake.In("out/a"), "--workspace-b", Lake.In("out/b"))).With(1).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_fails_is_told_with_its_error()
    {
        _bundle.With("one", "create table t as select 1 / 0 as n");

        var answer = (await Lake.Edlake("parity", "--out", Lake.In("out"))).With(1);
        Assert.Contains("a run failed", answer.Out, StringComparison.Ordinal);
        Assert.Contains("task one: [DIVIDE_BY_ZERO]", answer.Out, StringComparison.Ordinal);
        Assert.Contains("[PARITY_FOLDER_IN_USE]", (await Lake.Edlake("parity", "--out", Lake.In("out"))).With(3).Error, StringComparison.Ordinal);
    }
}
