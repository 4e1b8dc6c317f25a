using Edlake.Comparison;
using Edlake.Diagnostics;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Running;
using Edlake.Sessions;
using Edlake.Sql.Diagnostics;

namespace Edlake.Parity;

/// <summary>
/// Runs a job on two engines, each in a fresh workspace with the same raw files, at one fixed instant, and compares everything that came of it.
/// Knows no engine and no table: what the first run made is what is compared.
/// </summary>
public sealed class ParityRun(ParityPlan plan, IProgress<ParityProgress>? progress = null)
{
    /// <summary>
    /// Runs both sides and compares. The raw files must be in the plan's two workspaces. What a run raises is in the report; errors here:
    /// PARITY_TABLE_ELSEWHERE, PARITY_FOLDER_IN_USE, and those of reading the job and the tables.
    /// </summary>
    public async Task<ParityReport> RunAsync(CancellationToken cancellation)
    {
        CheckIsFresh(plan.WorkspaceA);
        CheckIsFresh(plan.WorkspaceB);
        var a = await SideAsync("A", plan.WorkspaceA, plan.A(plan.WorkspaceA), cancellation).ConfigureAwait(false);
        var b = await SideAsync("B", plan.WorkspaceB, plan.B(plan.WorkspaceB), cancellation).ConfigureAwait(false);
        var report = new ParityReport(plan.Bundle.Name, plan.Job.Key, plan.Bundle.Target, plan.Parameters, plan.Now, ParitySide.Of(a.Runs, a.Sql), ParitySide.Of(b.Runs, b.Sql));
        if (!report.BothRan)
            return report;
        return report with
        {
            Project = [.. a.Runs.Zip(b.Runs).SelectMany((pair, run) => TaskComparison.Of(run, pair.First.Record, pair.Second.Record)), .. CatalogComparison.Of(a.Tables, b.Tables)],
            Tables = Compare(a, b, cancellation),
        };
    }

    /// <summary>Errors: PARITY_FOLDER_IN_USE for a workspace in which something has run.</summary>
    public static void CheckIsFresh(Workspace workspace)
    {
        if (Directory.Exists(workspace.StateRoot) || Directory.Exists(workspace.WarehouseRoot))
        {
            throw new EdlakeException(
                "PARITY_FOLDER_IN_USE", $"The workspace {workspace.Root} is not fresh: something has run in it.", "Name a folder that is empty or not there.");
        }
    }

    private async Task<Side> SideAsync(string name, Workspace workspace, EngineChoice engine, CancellationToken cancellation)
    {
        var events = progress is null ? null : new SideProgress(name, progress);
        var warehouse = Warehouse.Open(workspace, cancellation);
        var runs = new List<RunReport>();
        for (var run = 0; run <= plan.Deliveries.Count && (run == 0 || ParitySide.IsWell(runs[^1])); run++)
        {
            if (run > 0)
                plan.Deliveries[run - 1].PutInto(workspace);
            var options = new RunOptions(plan.Parameters, IsFull: false, plan.Parallelism) { Clock = new FixedClock(plan.Now.AddHours(run)), RunId = $"parity-{run + 1}" };
            runs.Add(await new JobRunner(warehouse, engine, events).RunAsync(plan.Bundle, plan.Job, options, cancellation).ConfigureAwait(false));
            cancellation.ThrowIfCancellationRequested();
        }

        return new Side(runs, engine, ParitySide.IsWell(runs[^1]) ? SqlOf(warehouse, engine, cancellation) : null, warehouse, WarehouseTables.Of(warehouse));
    }

    private static string SqlOf(Warehouse warehouse, EngineChoice choice, CancellationToken cancellation)
    {
        using var engine = choice.Open();
        using var result = new SqlSession(warehouse, () => engine).Execute(new SourceText("SELECT version()"), cancellation);
        return (string)result.Rows.Rows.Single()[0]!;
    }

    private List<ParityTable> Compare(Side a, Side b, CancellationToken cancellation)
    {
        var engine = new Lazy<IEngine>(a.Engine.Open);
        try
        {
            var comparer = new TableComparer(new SqlSession(a.Warehouse, () => engine.Value));
            var compared = new List<ParityTable>();
            foreach (var name in a.Tables.Tables.Keys.Where(b.Tables.Tables.ContainsKey).Order(StringComparer.Ordinal))
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(new TableCompared(name));
                compared.Add(Compare(comparer, name, a, b, cancellation));
            }

            return compared;
        }
        finally
        {
            if (engine.IsValueCreated)
                engine.Value.Dispose();
        }
    }

    private ParityTable Compare(TableComparer comparer, string name, Side a, Side b, CancellationToken cancellation)
    {
        var (tableA, tableB) = (new ComparedTable(name, a.Tables.Tables[name]), new ComparedTable(name, b.Tables.Tables[name]));
        return new ParityTable(
            name,
            comparer.Compare(tableA, tableB, new ComparisonOptions(null, plan.Limit), cancellation),
            DefinitionComparison.Of(tableA.Snapshot, tableB.Snapshot),
            HistoryComparison.Of(tableA.Snapshot, plan.WorkspaceA, tableB.Snapshot, plan.WorkspaceB));
    }

    private sealed record Side(IReadOnlyList<RunReport> Runs, EngineChoice Engine, string? Sql, Warehouse Warehouse, WarehouseTables Tables);

    private sealed class SideProgress(string side, IProgress<ParityProgress> progress) : IProgress<RunEvent>
    {
        public void Report(RunEvent value) => progress.Report(new SideRunning(side, value));
    }
}
