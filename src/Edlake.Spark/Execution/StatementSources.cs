using Edlake.Delta.Snapshots;
using Edlake.Engines;
using Edlake.Schemas;
using Edlake.Spark.Connect;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Execution;

/// <summary>What one statement reads: tables for their counts, raw files as views made for it.</summary>
internal sealed class StatementSources(StatementRun run)
{
    private readonly List<BoundTableScan> _tables = [];

    /// <summary>Raw files left out because they were loaded before, or because the statement's own condition says so.</summary>
    internal long FilesSkipped { get; private set; }

    /// <summary>Makes views of the raw files that relations read, and takes note of their tables.</summary>
    internal void Prepare(IReadOnlyList<BoundRelation> roots)
    {
        foreach (var part in roots.SelectMany(BoundRelations.SelfAndDescendants))
        {
            if (part is BoundTableScan table && !_tables.Contains(table, ReferenceEqualityComparer.Instance))
                _tables.Add(table);
            else if (part is BoundFileScan scan)
                throw new SqlException("UNSUPPORTED_FEATURE", "0A000", "The feature is not supported: raw files on Spark.", scan.Scan.Span, "Load them with the embedded engine; both share the tables.");
        }
    }

    /// <summary>Counts raw files as left out.</summary>
    internal void Skip(int files) => FilesSkipped += files;

    /// <summary>Rows read, a source each, in the order of the text.</summary>
    internal IReadOnlyList<SourceRead> Reads()
    {
        var tables = _tables.Select(scan => (scan.Span.Start, Read: new SourceRead(scan.Table.Name.ToString(), Count(scan.Table.Snapshot()), false)));
        return [.. tables.OrderBy(item => item.Start).Select(item => item.Read).DistinctBy(read => (read.Source, read.IsFiles))];
    }

    // Statistics say how many rows a file has, as a rule.
    private long Count(Snapshot snapshot)
    {
        if (snapshot.RecordCount is { } known)
            return known;
        var text = new SourceText($"SELECT count(*) FROM {run.Relations.Table(snapshot.ToEntry(new TableName("", "", snapshot.TablePath)))}");
        return run.Guarded(text, async () =>
        {
            await using var result = await run.Session.ExecuteAsync(new SqlStatement(text.Text), run.Cancellation).ConfigureAwait(false);
            return (long)(await result.ReadRowsAsync(run.Cancellation).FirstAsync(run.Cancellation).ConfigureAwait(false))[0]!;
        });
    }
}
