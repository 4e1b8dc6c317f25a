using Edlake.Delta.Actions;
using Edlake.DuckDb.Reading;
using Edlake.Engines;
using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Writing;

/// <summary>INSERT INTO, OVERWRITE and REPLACE WHERE.</summary>
internal sealed class InsertWriter(StatementRun run)
{
    private const string DynamicOverwrite = "spark.sql.sources.partitionOverwriteMode";

    internal WriteOutcome Write(BoundInsert insert)
    {
        using var table = TableTransaction.On(run, insert.Target, insert.AddedColumns);
        if (StatementScans.ReadsTable(insert.Source, table.Snapshot))
            table.Delta.ReadsWholeTable();
        var source = run.Scans.Prepare(insert.Source);
        var added = new RowWriter(run, table).Write(source, Checks(insert));
        foreach (var file in added)
            table.Delta.Add(file);
        var (deleted, copied) = Remove(insert, table, added);
        var outcome = new WriteOutcome(null, run.Scans.Reads(), table.Files.Rows - copied) { RowsDeleted = deleted, FilesSkipped = run.Scans.FilesSkipped };
        return IsNothing(insert, table, deleted) ? outcome : outcome with { Commit = Stage(insert, table, deleted, copied) };
    }

    // A load that found no new file leaves the table as it is; so does an append of no row.
    private static bool IsNothing(BoundInsert insert, TableTransaction table, long deleted) =>
        table.Files.Count == 0 && deleted == 0 && insert.AddedColumns.Count == 0 && (insert.Mode == InsertMode.Append || table.Snapshot.Files.Count == 0);

    private (long Deleted, long Copied) Remove(BoundInsert insert, TableTransaction table, IReadOnlyList<AddFile> added)
    {
        if (insert.Mode == InsertMode.Append)
            return (0, 0);
        if (insert.ReplaceWhere is { } condition)
        {
            var scan = new BoundTableScan(insert.Target, [.. insert.TargetColumns.Take(table.Snapshot.Schema.Fields.Count).Select((column, i) => (column, i))]);
            var removal = new RowRemoval(run, table).Remove(scan, condition);
            return (removal.Deleted, removal.Copied);
        }

        var gone = IsDynamic(table)
            ? table.Snapshot.Files.Where(file => added.Any(fresh => SamePartition(fresh, file))).ToList()
            : table.Snapshot.Files;
        table.Delta.ReadsWholeTable();
        foreach (var file in gone)
            table.Delta.Remove(file);
        return (RowCounts.Of(run, table.Snapshot, gone), 0);
    }

    // Rows that the condition does not cover would be there twice after the next run: Delta refuses them.
    private static List<BoundCheck> Checks(BoundInsert insert)
    {
        if (insert.Mode != InsertMode.ReplaceWhere || insert.ReplaceWhere is not { } condition)
            return [.. insert.Checks];
        var columns = insert.TargetColumns.Zip(insert.Source.Output).ToDictionary(pair => pair.First.Id, pair => pair.Second);
        var overSource = condition.Rewrite(part =>
            part is BoundColumnReference reference && columns.TryGetValue(reference.Column.Id, out var own) ? new BoundColumnReference(own) : null);
        return [.. insert.Checks, new BoundCheck("REPLACE WHERE", Text(insert, condition), false, overSource) { ErrorClass = "DELTA_REPLACE_WHERE_MISMATCH" }];
    }

    private bool IsDynamic(TableTransaction table) => table.Metadata.PartitionColumns.Count > 0
        && run.Context.Session.Settings.TryGetValue(DynamicOverwrite, out var mode) && mode.Equals("dynamic", StringComparison.OrdinalIgnoreCase);

    private static bool SamePartition(AddFile left, AddFile right) =>
        left.PartitionValues.Count == right.PartitionValues.Count
        && left.PartitionValues.All(pair => right.PartitionValues.TryGetValue(pair.Key, out var value) && value == pair.Value);

    private static Delta.Transactions.StagedCommit Stage(BoundInsert insert, TableTransaction table, long deleted, long copied) =>
        table.Stage(CommitOperation.Of(insert, null), new Dictionary<string, long>
        {
            ["numFiles"] = table.Files.Count,
            ["numOutputRows"] = table.Files.Rows,
            ["numOutputBytes"] = table.Files.Bytes,
            ["numDeletedRows"] = deleted,
            ["numCopiedRows"] = copied,
        }.Where(metric => insert.ReplaceWhere is not null || metric.Key is not ("numDeletedRows" or "numCopiedRows")).ToDictionary());

    private static string Text(BoundInsert insert, BoundExpression condition) =>
        condition.Span.Length > 0 ? insert.Text.Text.Substring(condition.Span.Start, condition.Span.Length) : "partition";
}
