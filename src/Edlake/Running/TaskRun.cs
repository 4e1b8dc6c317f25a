using System.Diagnostics;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Results;
using Edlake.Sessions;
using Edlake.Sql.Binding;

namespace Edlake.Running;

/// <summary>Runs one task's statements in a session of its own, staging into the run's transaction.</summary>
internal sealed class TaskRun(Warehouse warehouse, WarehouseTransaction transaction, Func<IEngine> engine, TimeProvider clock, IProgress<RunEvent>? progress)
{
    /// <summary>Runs the task. Errors: whatever a statement raises; what it staged before stays in the transaction, which then is not published.</summary>
    internal (TaskRecord Record, TaskState State) Run(TaskProgram program, string job, string fingerprint, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var key = program.Task.Key;
        progress?.Report(new TaskStarted(key, program.Statements.Count));
        var inputs = new TaskInputs(transaction, warehouse.Workspace);
        var rows = new TaskRowCount();
        var writes = new Dictionary<TableName, TableWrite>();
        var session = new SqlSession(warehouse, engine, transaction) { Clock = clock, Bound = inputs.Add, ViewRead = inputs.Add };
        session.SetParameters(program.Parameters);
        TaskOutput? output = null;
        for (var i = 0; i < program.Statements.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            session.Progress = StatementProgress(key, i, program.Statements.Count);
            var statement = program.Statements[i];
            session.AddArguments(statement.Arguments);
            using var result = session.Execute(statement.Source, cancellation);
            output = Drain(result, cancellation);
            if (result is { Write: { } write, Target: { } target })
            {
                rows.Add(result.Statement, target, write);
                Add(writes, target, write);
            }
        }

        var state = inputs.ToState(job, key, fingerprint, writes.Keys.Select(transaction.FolderOf));
        return (new TaskRecord(key, RunStatus.Succeeded, watch.Elapsed, rows.ToRows(), [.. writes.Values], null) { Output = output }, state with { Output = output });
    }

    // A query is run to its end, since it may be there to raise an error; the first rows of the last one are the task's output.
    private static TaskOutput? Drain(StatementResult result, CancellationToken cancellation)
    {
        var fields = result.Rows.Schema.Fields;
        var first = new List<IReadOnlyList<string?>>();
        foreach (var row in result.Rows.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            if (first.Count < TaskOutput.MostRows)
                first.Add([.. row.Select((value, i) => SparkText.Of(value, fields[i].Type))]);
        }

        return result.Statement is BoundQuery ? new TaskOutput([.. fields.Select(field => field.Name)], first) : null;
    }

    private void Add(Dictionary<TableName, TableWrite> writes, TableName target, WriteOutcome write)
    {
        var before = writes.GetValueOrDefault(target);
        writes[target] = new TableWrite(
            target.ToString(),
            transaction.SnapshotOf(transaction.FolderOf(target)).Version,
            write.RowsWritten + (before?.RowsWritten ?? 0),
            write.RowsDeleted + (before?.RowsDeleted ?? 0));
    }

    private Progress? StatementProgress(string task, int statement, int statements) =>
        progress is null ? null : new Progress(report => progress.Report(new StatementProgressed(task, statement, statements, report)));

    // System.Progress posts to a synchronization context, which would let reports arrive after the statement's end.
    private sealed class Progress(Action<EngineProgress> report) : IProgress<EngineProgress>
    {
        public void Report(EngineProgress value) => report(value);
    }
}
