using Edlake.Delta.Actions;
using Edlake.DuckDb.Generation;
using Edlake.DuckDb.Reading;
using Edlake.Engines;
using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Writing;

/// <summary>UPDATE: the files that hold a row to be changed are written anew.</summary>
internal sealed class UpdateWriter(StatementRun run)
{
    internal WriteOutcome Write(BoundUpdate update)
    {
        run.Scans.Note(update.Scan);
        using var table = TableTransaction.On(run, update.Target, []);
        table.Delta.ReadsWholeTable();
        var touched = update.Condition is { } condition
            ? TouchedFiles.Find(run, table.Snapshot, update.Scan, condition)
            : [.. table.Snapshot.Files.Select(file => (file, RowCounts.Of(run, table.Snapshot, [file])))];
        var updated = touched.Sum(file => file.Rows);
        if (updated == 0)
            return new WriteOutcome(null, run.Scans.Reads(), 0);
        var added = table.Files.Write(Rows(update, table, [.. touched.Select(file => file.File)]), [.. update.ResultColumns.Select(column => column.Sql())], dataChange: true, run.Cancellation);
        foreach (var (file, _) in touched)
            table.Delta.Remove(file);
        foreach (var file in added)
            table.Delta.Add(file);
        var commit = table.Stage(CommitOperation.Of(update, null), new Dictionary<string, long>
        {
            ["numRemovedFiles"] = touched.Count,
            ["numRemovedBytes"] = touched.Sum(file => file.File.Size),
            ["numAddedFiles"] = added.Count,
            ["numAddedBytes"] = table.Files.Bytes,
            ["numUpdatedRows"] = updated,
            ["numCopiedRows"] = table.Files.Rows - updated,
        });
        return new WriteOutcome(commit, run.Scans.Reads(), updated) { RowsUpdated = updated };
    }

    private string Rows(BoundUpdate update, TableTransaction table, IReadOnlyList<AddFile> files)
    {
        var rows = StatementScans.Rows(table.Snapshot, files, update.Scan, null);
        var hit = update.Condition is { } condition ? $"({run.Generator.Expression(condition)}) IS TRUE" : "true";
        var items = update.ResultColumns.Select((column, i) => $"{Value(update, i)} AS {column.Sql()}");
        return RowChecks.Around(
            $"SELECT {string.Join(", ", items)} FROM (SELECT *, {hit} AS is_hit FROM ({rows}))", update.ResultColumns, update.Checks, run.Generator);
    }

    private string Value(BoundUpdate update, int i)
    {
        var old = update.Scan.Columns[i].Column;
        return update.NewValues[i] is BoundColumnReference same && same.Column.Id == old.Id
            ? old.Sql()
            : $"CASE WHEN is_hit THEN {run.Generator.Expression(update.NewValues[i])} ELSE {old.Sql()} END";
    }
}
