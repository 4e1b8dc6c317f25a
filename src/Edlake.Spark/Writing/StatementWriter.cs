using Edlake.Delta.Snapshots;
using Edlake.Delta.Transactions;
using Edlake.Engines;
using Edlake.Schemas;
using Edlake.Spark.Execution;
using Edlake.Spark.Shadows;
using Edlake.Sql.Binding;
using Edlake.Sql.Syntax;

namespace Edlake.Spark.Writing;

/// <summary>INSERT, UPDATE, DELETE and MERGE: the user's own text, against a shadow of the table.</summary>
internal sealed class StatementWriter(StatementRun run)
{
    internal WriteOutcome Write(BoundInsert insert)
    {
        var (change, outcome) = Change(insert, insert.Target);
        if (change is null)
            return outcome;
        // Rows that stay although their file goes are written anew: they are neither new nor gone.
        var copied = change.Metric("numCopiedRows");
        var reads = insert.Mode != InsertMode.Append || Reads(insert.Source, insert.Target.Snapshot());
        return outcome with
        {
            Commit = Stage(insert, insert.Target, change, reads),
            RowsWritten = TableChange.Rows(change.Added) - copied,
            RowsDeleted = TableChange.Rows(change.Removed) - copied,
        };
    }

    internal WriteOutcome Write(BoundUpdate update)
    {
        var (change, outcome) = Change(update, update.Target);
        if (change is null)
            return outcome;
        var updated = change.Metric("numUpdatedRows");
        return outcome with { Commit = Stage(update, update.Target, change), RowsWritten = updated, RowsUpdated = updated };
    }

    internal WriteOutcome Write(BoundDelete delete)
    {
        if (delete.Syntax is TruncateStatement)
            return Truncate(delete);
        var (change, outcome) = Change(delete, delete.Target);
        return change is null
            ? outcome
            : outcome with { Commit = Stage(delete, delete.Target, change), RowsDeleted = TableChange.Rows(change.Removed) - TableChange.Rows(change.Added) };
    }

    internal WriteOutcome Write(BoundMerge merge)
    {
        var (change, outcome) = Change(merge, merge.Target);
        if (change is null)
            return outcome;
        var updated = change.Metric("numTargetRowsUpdated");
        return outcome with
        {
            Commit = Stage(merge, merge.Target, change),
            RowsWritten = updated + change.Metric("numTargetRowsInserted"),
            RowsUpdated = updated,
            RowsDeleted = change.Metric("numTargetRowsDeleted"),
        };
    }

    // All rows of a table go without one being looked at; Spark has no TRUNCATE for a table by its folder.
    private WriteOutcome Truncate(BoundDelete delete)
    {
        var target = delete.Target.Snapshot();
        run.Sources.Prepare(delete);
        var outcome = new WriteOutcome(null, run.Sources.Reads(), 0) { RowsDeleted = TableChange.Rows(target.Files) };
        var operation = CommitOperation.Of(delete, null);
        return target.Files.Count == 0 ? outcome : outcome with
        {
            Commit = Transaction.Begin(target).RemoveAll().Stage(operation.Name, operation.Parameters, new Dictionary<string, string>
            {
                ["numRemovedFiles"] = Text(target.Files.Count),
                ["numRemovedBytes"] = Text(target.Files.Sum(file => file.Size)),
                ["numAddedFiles"] = Text(0),
                ["numAddedBytes"] = Text(0),
                ["numCopiedRows"] = Text(0),
                ["numDeletedRows"] = Text(outcome.RowsDeleted),
            }, run.Context.EngineInfo, run.Context.UserMetadata),
        };
    }

    private (ShadowChange? Change, WriteOutcome Outcome) Change(BoundStatement statement, TableEntry target)
    {
        run.Sources.Prepare(statement);
        using var shadow = ShadowTable.Of(target.Snapshot(), run.Folder, run.Context.EngineInfo);
        run.Relations.Name(shadow.Folder, target.Name);
        var table = new TableChange(run, target.Snapshot());
        var change = table.Make(shadow, run.Text.Write(statement, shadow.Sql));
        return (change, new WriteOutcome(null, run.Sources.Reads(), 0) { FilesSkipped = run.Sources.Files.Skipped });
    }

    private StagedCommit Stage(BoundStatement statement, TableEntry target, ShadowChange change, bool readsTable = true) =>
        new TableChange(run, target.Snapshot()).Stage(change, CommitOperation.Of(statement, null), transaction =>
        {
            if (readsTable)
                transaction.ReadsWholeTable();
        });

    // An earlier version named in the text stays what it is.
    private static bool Reads(BoundRelation relation, Snapshot table) => relation.SelfAndDescendants().OfType<BoundTableScan>()
        .Any(scan => scan.Table.AsOfVersion is null && scan.Table.Snapshot().TablePath == table.TablePath);

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
