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

    /// <summary>The raw files.</summary>
    internal StatementFiles Files { get; } = new(run);

    /// <summary>Makes views of the raw files that a statement reads, and takes note of its tables.</summary>
    internal void Prepare(BoundStatement statement) => Prepare([.. statement.Roots()], [.. statement.Expressions()]);

    /// <summary>The same for relations, and the expressions over them that stand in none.</summary>
    internal void Prepare(IReadOnlyList<BoundRelation> roots, IReadOnlyList<BoundExpression> expressions)
    {
        foreach (var part in roots.Select(root => Files.Prepare(root, expressions)).SelectMany(BoundRelations.SelfAndDescendants))
        {
            if (part is BoundTableScan table && !_tables.Contains(table, ReferenceEqualityComparer.Instance))
                _tables.Add(table);
        }
    }

    /// <summary>Rows read, a source each, in the order of the text.</summary>
    internal IReadOnlyList<SourceRead> Reads()
    {
        var tables = _tables.Select(scan => (scan.Span.Start, Read: new SourceRead(scan.Table.Name.ToString(), Count(scan.Table.Snapshot()), false)));
        return [.. tables.Concat(Files.Reads()).OrderBy(item => item.Start).Select(item => item.Read).DistinctBy(read => (read.Source, read.IsFiles))];
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
