using Edlake.Engines;
using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Writing;

/// <summary>CREATE TABLE AS and CREATE OR REPLACE TABLE AS.</summary>
internal sealed class CreateTableWriter(StatementRun run)
{
    internal WriteOutcome Write(BoundCreateTableAs create)
    {
        var place = run.Context.NewTable ?? throw new InvalidOperationException("The context of a CREATE TABLE AS lacks the new table.");
        using var table = new TableTransaction(run, place.Base, place.Metadata);
        var replaced = RowCounts.Of(run, place.Base, place.Base.Files);
        if (place.Base.Exists)
            table.Delta.RemoveAll();
        foreach (var file in new RowWriter(run, table).Write(run.Scans.Prepare(create.Source), create.Checks))
            table.Delta.Add(file);
        var commit = table.Stage(CommitOperation.Of(create, place), new Dictionary<string, long>
        {
            ["numFiles"] = table.Files.Count,
            ["numOutputRows"] = table.Files.Rows,
            ["numOutputBytes"] = table.Files.Bytes,
        });
        return new WriteOutcome(commit, run.Scans.Reads(), table.Files.Rows) { RowsDeleted = replaced, FilesSkipped = run.Scans.FilesSkipped };
    }
}
