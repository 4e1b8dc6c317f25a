using Edlake.Engines;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.DuckDb.Writing;

/// <summary>
/// MERGE. The source is computed once; then which target row meets which source row, and which clause acts; then the files that hold such
/// a row are written anew, with the new rows.
/// </summary>
internal sealed class MergeWriter(StatementRun run)
{
    internal WriteOutcome Write(BoundMerge merge)
    {
        run.Scans.Note(merge.TargetScan);
        using var table = TableTransaction.On(run, merge.Target, merge.AddedColumns);
        table.Delta.ReadsWholeTable();
        var matches = new MergeMatches(run, merge, table.Snapshot);
        matches.Compute();
        CheckSingleMatches(merge, matches);
        var touched = matches.TouchedFiles();
        var (matched, unmatched) = matches.CountActions();
        var (updated, deleted) = (matched.Updated + unmatched.Updated, matched.Deleted + unmatched.Deleted);
        var copied = RowCounts.Of(run, table.Snapshot, [.. touched.Select(file => file.File)]) - updated - deleted;
        var added = table.Files.Write(matches.Rows(touched), matches.ResultNames, dataChange: true, run.Cancellation);
        var inserted = table.Files.Rows - copied - updated;
        var outcome = new WriteOutcome(null, run.Scans.Reads(), updated + inserted) { RowsUpdated = updated, RowsDeleted = deleted, FilesSkipped = run.Scans.FilesSkipped };
        if (touched.Count == 0 && added.Count == 0 && merge.AddedColumns.Count == 0)
            return outcome;
        foreach (var (file, _) in touched)
            table.Delta.Remove(file);
        foreach (var file in added)
            table.Delta.Add(file);
        return outcome with
        {
            Commit = table.Stage(CommitOperation.Of(merge, null), new Dictionary<string, long>
            {
                ["numSourceRows"] = matches.SourceRows,
                ["numTargetRowsInserted"] = inserted,
                ["numTargetRowsUpdated"] = updated,
                ["numTargetRowsDeleted"] = deleted,
                ["numTargetRowsMatchedUpdated"] = matched.Updated,
                ["numTargetRowsMatchedDeleted"] = matched.Deleted,
                ["numTargetRowsNotMatchedBySourceUpdated"] = unmatched.Updated,
                ["numTargetRowsNotMatchedBySourceDeleted"] = unmatched.Deleted,
                ["numTargetRowsCopied"] = copied,
                ["numOutputRows"] = table.Files.Rows,
                ["numTargetFilesAdded"] = added.Count,
                ["numTargetFilesRemoved"] = touched.Count,
                ["numTargetBytesAdded"] = table.Files.Bytes,
                ["numTargetBytesRemoved"] = touched.Sum(file => file.File.Size),
            }),
        };
    }

    // Deleting a row twice is deleting it; anything else would depend on the order of the source's rows.
    private static void CheckSingleMatches(BoundMerge merge, MergeMatches matches)
    {
        if (merge.Matched.Count == 0 || merge.Matched is [{ Action: MergeActionKind.Delete, Condition: null }] || !matches.HasSeveralForOne())
            return;
        throw new SqlException(
            "DELTA_MULTIPLE_SOURCE_ROW_MATCHING_TARGET_ROW_IN_MERGE", "21506",
            "Cannot perform Merge as multiple source rows matched and attempted to modify the same\ntarget row in the Delta table in possibly conflicting ways. By SQL semantics of Merge,\nwhen multiple source rows match on the same target row, the result may be ambiguous\nas it is unclear which source row should be used to update or delete the matching\ntarget row. You can preprocess the source table to eliminate the possibility of\nmultiple matches.",
            merge.Condition.Span, "Keep one source row a key, with row_number() over (partition by the key order by …) = 1.");
    }
}
