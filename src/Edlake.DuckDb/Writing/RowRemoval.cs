using Edlake.Delta.Actions;
using Edlake.DuckDb.Generation;
using Edlake.DuckDb.Reading;
using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Writing;

/// <summary>
/// Takes the rows of a condition out of a table: files all of whose rows go are removed, others are written anew without them, and
/// files without such a row are not touched.
/// </summary>
internal sealed class RowRemoval(StatementRun run, TableTransaction table)
{
    /// <summary>What was removed.</summary>
    /// <param name="Deleted">Rows that are gone.</param>
    /// <param name="Copied">Rows that were written anew.</param>
    /// <param name="Removed">Files that are gone.</param>
    /// <param name="Added">Files that took their place.</param>
    internal sealed record Result(long Deleted, long Copied, IReadOnlyList<AddFile> Removed, IReadOnlyList<AddFile> Added);

    /// <summary>Removes the rows for which the condition is true.</summary>
    internal Result Remove(BoundTableScan scan, BoundExpression condition)
    {
        table.Delta.ReadsWholeTable();
        var matches = TouchedFiles.Find(run, table.Snapshot, scan, condition);
        foreach (var (file, _) in matches)
            table.Delta.Remove(file);
        var partly = matches.Where(match => match.Rows != match.File.LiveRecordCount).Select(match => match.File).ToList();
        var before = table.Files.Rows;
        var added = partly.Count == 0 ? [] : table.Files.Write(Survivors(scan, condition, partly), Columns(scan), dataChange: true, run.Cancellation);
        foreach (var file in added)
            table.Delta.Add(file);
        return new Result(matches.Sum(match => match.Rows), table.Files.Rows - before, [.. matches.Select(match => match.File)], added);
    }

    // A column that the statement adds is not in the files yet.
    private List<string> Columns(BoundTableScan scan) =>
        [.. table.Files.Schema.Fields.Select((_, i) => i < scan.Columns.Count ? scan.Columns[i].Column.Sql() : "NULL")];

    private string Survivors(BoundTableScan scan, BoundExpression condition, List<AddFile> files) =>
        $"SELECT * FROM ({StatementScans.Rows(table.Snapshot, files, scan, null)}) WHERE ({run.Generator.Expression(condition)}) IS NOT TRUE";
}
