using System.Diagnostics;
using Edlake.Notebooks;
using Edlake.Results;
using Edlake.Running;
using Edlake.Sessions;
using Edlake.Spark.Connect;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Spark.Remote;

/// <summary>
/// Runs one task's statements on a server as they are written. What is handled here is what a notebook's own runtime handles on Databricks: widgets, and
/// <c>${name}</c>.
/// </summary>
internal sealed class RemoteTask(SparkConnectSession session, RemoteChanges changes, RunStart start, TaskProgram program)
{
    private readonly RemoteTables _tables = new(session);
    private readonly Dictionary<string, string> _parameters = new(program.Parameters, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, TableWrite> _writes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long?> _versionsBefore = new(StringComparer.Ordinal);
    private long _rowsRead;

    /// <summary>Runs the task. Errors: what the server raises, placed in the notebook.</summary>
    internal async Task<TaskRecord> RunAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var key = program.Task.Key;
        start.Progress?.Report(new TaskStarted(key, program.Statements.Count));
        TaskOutput? output = null;
        for (var i = 0; i < program.Statements.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var statement = program.Statements[i];
            foreach (var (name, value) in statement.Arguments.Where(argument => !program.Parameters.ContainsKey(argument.Key)))
                _parameters[name] = value;
            output = await RunAsync(statement, Told(i), cancellation).ConfigureAwait(false);
        }

        var rows = new TaskRows(_rowsRead, Sum(isQuarantine: false), Sum(isQuarantine: true), null);
        return new TaskRecord(key, RunStatus.Succeeded, watch.Elapsed, rows, [.. _writes.Values], null) { Output = output };
    }

    private async Task<TaskOutput?> RunAsync(NotebookStatement statement, IProgress<ExecutionProgress>? progress, CancellationToken cancellation)
    {
        var source = LegacyParameters.Substitute(statement.Source, _parameters.GetValueOrDefault);
        try
        {
            var syntax = SqlParser.ParseStatement(source);
            switch (syntax)
            {
                case CreateWidgetStatement widget:
                    _parameters.TryAdd(widget.Name.Value, widget.Default ?? "");
                    return null;
                case RemoveWidgetStatement widget:
                    _parameters.Remove(widget.Name.Value);
                    return null;
                default:
                    return await SendAsync(syntax, source, progress, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (StatementErrors.Placed(error, source) is { } placed)
        {
            throw placed;
        }
    }

    private async Task<TaskOutput?> SendAsync(Statement syntax, SourceText source, IProgress<ExecutionProgress>? progress, CancellationToken cancellation)
    {
        var parameters = _parameters.ToDictionary(pair => pair.Key, pair => new BoundLiteral(pair.Value, new StringType()));
        var written = new List<string>();
        foreach (var name in WrittenTables.Of(syntax))
            written.Add(await _tables.FullNameAsync(name, source, parameters, cancellation).ConfigureAwait(false));
        foreach (var table in written)
        {
            var version = await _tables.VersionAsync(table, cancellation).ConfigureAwait(false);
            _versionsBefore.TryAdd(table, version);
            changes.Note(table, version, syntax);
        }

        var output = await AnswerAsync(new SqlStatement(source.Text) { NamedArguments = parameters, Progress = progress }, cancellation).ConfigureAwait(false);
        foreach (var table in written.Where(_ => syntax is not DropStatement))
            await CountAsync(table, cancellation).ConfigureAwait(false);
        return syntax is QueryStatement ? output : null;
    }

    // A query is run to its end, since it may be there to raise an error.
    private async Task<TaskOutput> AnswerAsync(SqlStatement statement, CancellationToken cancellation)
    {
        var result = await session.ExecuteAsync(statement, cancellation).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            var fields = result.Schema.Fields;
            var first = new List<IReadOnlyList<string?>>();
            await foreach (var row in result.ReadRowsAsync(cancellation).ConfigureAwait(false))
            {
                if (first.Count < TaskOutput.MostRows)
                    first.Add([.. row.Select((value, i) => SparkText.Of(value, fields[i].Type))]);
            }

            if (result.IsCommand)
                _rowsRead += RowsRead.In(result.Metrics);
            return new TaskOutput([.. fields.Select(field => field.Name)], first);
        }
    }

    private async Task CountAsync(string table, CancellationToken cancellation)
    {
        var before = _writes.GetValueOrDefault(table);
        var since = await _tables.SinceAsync(table, before?.Version ?? _versionsBefore[table], cancellation).ConfigureAwait(false);
        var own = since.Where(commit => commit.UserMetadata == changes.Mark).ToList();
        if (since.Count > 0)
        {
            _writes[table] = new TableWrite(
                table, since[0].Version, own.Sum(commit => commit.RowsWritten) + (before?.RowsWritten ?? 0), own.Sum(commit => commit.RowsDeleted) + (before?.RowsDeleted ?? 0));
        }
    }

    private long Sum(bool isQuarantine) => _writes.Values
        .Where(write => write.Table.EndsWith("_quarantine`", StringComparison.OrdinalIgnoreCase) == isQuarantine).Sum(write => write.RowsWritten);

    private Told? Told(int statement) => start.Progress is null ? null : new Told(start.Progress, program.Task.Key, statement, program.Statements.Count);
}
