using Edlake.Engines;
using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Writing;

/// <summary>DELETE.</summary>
internal sealed class DeleteWriter(StatementRun run)
{
    internal WriteOutcome Write(BoundDelete delete)
    {
        run.Scans.Note(delete.Scan);
        using var table = TableTransaction.On(run, delete.Target, []);
        var result = delete.Condition is { } condition ? new RowRemoval(run, table).Remove(delete.Scan, condition) : All(table);
        var outcome = new WriteOutcome(null, run.Scans.Reads(), 0) { RowsDeleted = result.Deleted };
        if (result.Removed.Count == 0)
            return outcome;
        var commit = table.Stage(CommitOperation.Of(delete, null), new Dictionary<string, long>
        {
            ["numRemovedFiles"] = result.Removed.Count,
            ["numRemovedBytes"] = result.Removed.Sum(file => file.Size),
            ["numAddedFiles"] = result.Added.Count,
            ["numAddedBytes"] = result.Added.Sum(file => file.Size),
            ["numCopiedRows"] = result.Copied,
            ["numDeletedRows"] = result.Deleted,
        });
        return outcome with { Commit = commit };
    }

    private RowRemoval.Result All(TableTransaction table)
    {
        table.Delta.RemoveAll();
        return new RowRemoval.Result(RowCounts.Of(run, table.Snapshot, table.Snapshot.Files), 0, table.Snapshot.Files, []);
    }
}
