using Edlake.DuckDb.Reading.Files;
using Edlake.Engines;
using Edlake.Files;
using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Writing;

/// <summary>
/// COPY INTO. A file is loaded once: each load leaves a transaction mark in the table's own log, in the commit that brings the rows. As on
/// Databricks a file that has changed since is skipped too, unless <c>force</c> is set.
/// </summary>
internal sealed class CopyIntoWriter(StatementRun run)
{
    internal WriteOutcome Write(BoundCopyInto copy)
    {
        using var table = TableTransaction.On(run, copy.Target, copy.AddedColumns);
        var files = FileSources.List(run, copy.Files);
        IReadOnlyList<RawFile> wanted = copy.Force ? files : [.. files.Where(file => !table.Snapshot.Transactions.ContainsKey(LoadedFiles.Application(file)))];
        run.Scans.Keep(copy.Files, (wanted, files.Count - wanted.Count));
        foreach (var file in new RowWriter(run, table).Write(run.Scans.Prepare(copy.Source), copy.Checks))
            table.Delta.Add(file);
        foreach (var file in wanted)
            table.Delta.SetTransaction(LoadedFiles.Application(file), LoadedFiles.Version(file));
        var outcome = new WriteOutcome(null, run.Scans.Reads(), table.Files.Rows) { FilesSkipped = run.Scans.FilesSkipped };
        if (wanted.Count == 0)
            return outcome;
        return outcome with
        {
            Commit = table.Stage(CommitOperation.Of(copy, null), new Dictionary<string, long>
            {
                ["numFiles"] = table.Files.Count,
                ["numOutputRows"] = table.Files.Rows,
                ["numOutputBytes"] = table.Files.Bytes,
                ["numSkippedCorruptFiles"] = 0,
            }),
        };
    }
}
