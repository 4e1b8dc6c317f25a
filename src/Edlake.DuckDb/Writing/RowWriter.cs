using Edlake.Delta.Actions;
using Edlake.DuckDb.Generation;
using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Writing;

/// <summary>Writes the rows of a relation, one column a column of the table, into data files.</summary>
internal sealed class RowWriter(StatementRun run, TableTransaction table)
{
    /// <summary>Writes them; lines that a raw file's reader gives apart from the good ones follow in a pass of their own.</summary>
    internal IReadOnlyList<AddFile> Write(BoundRelation source, IReadOnlyList<BoundCheck> checks)
    {
        if (run.Scans.IsEmpty(source))
            return [];
        var before = table.Files.Rows;
        var files = new List<AddFile>(Pass(source, checks));
        if (run.Scans.TakeDeferred())
            files.AddRange(Pass(source, checks));
        run.Scans.CheckComplete(source, table.Files.Rows - before);
        return files;
    }

    private IReadOnlyList<AddFile> Pass(BoundRelation source, IReadOnlyList<BoundCheck> checks) => table.Files.Write(
        RowChecks.Around(run.Sql(source), source.Output, checks, run.Generator), [.. source.Output.Select(column => column.Sql())], dataChange: true, run.Cancellation);
}
