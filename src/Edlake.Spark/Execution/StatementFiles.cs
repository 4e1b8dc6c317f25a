using System.Globalization;
using Edlake.Engines;
using Edlake.Files;
using Edlake.Files.Reading;
using Edlake.Spark.Connect;
using Edlake.Spark.Reading;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Execution;

/// <summary>
/// The raw files that one statement reads, as views of its session. Its conditions on <c>_metadata</c> are asked of Spark over the list of
/// the files before one is opened: a file that a table has loaded is not read again.
/// </summary>
internal sealed class StatementFiles(StatementRun run)
{
    private readonly Dictionary<BoundFileScan, IReadOnlyList<RawFile>> _kept = new(ReferenceEqualityComparer.Instance);
    private readonly List<(BoundFileScan Scan, RawFileView View)> _views = [];
    private readonly List<ObservedMetrics> _observed = [];
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);
    private int _names;

    /// <summary>Raw files left out because they were loaded before, or because the statement's own condition says so.</summary>
    internal long Skipped { get; private set; }

    /// <summary>What a write brings along that may name the raw files.</summary>
    internal IReadOnlyList<(string Name, SparkRelation Relation)> Relations => [.. _views.SelectMany(item => item.View.Relations)];

    private RawFileViews Views { get; } = new(run.Session, run.Context);

    /// <summary>The files that a scan names, now.</summary>
    internal IReadOnlyList<RawFile> List(BoundFileScan scan) => Views.List(scan);

    /// <summary>Has a scan read some of its files only.</summary>
    internal void Keep(BoundFileScan scan, IReadOnlyList<RawFile> files, int skipped)
    {
        _kept[scan] = files;
        Skipped += skipped;
    }

    /// <summary>
    /// Makes the views of what a relation reads; gives the relation without the conditions that have been met by choosing the files.
    /// <paramref name="expressions"/> stand in the statement beside the relation, and use its columns.
    /// </summary>
    internal BoundRelation Prepare(BoundRelation relation, IReadOnlyList<BoundExpression> expressions)
    {
        var pruned = relation.Rewrite(part => part switch
        {
            BoundFilter { Input: BoundFileScan scan } filter => Pruned(filter, scan),
            BoundJoin { Left: BoundFileScan scan, Kind: JoinKind.LeftAnti or JoinKind.LeftSemi, Condition: { } condition } join
                when FileConditions.IsOnFiles(condition, scan, join.Right) => Pruned(join, scan),
            _ => null,
        });
        var used = Used(relation.SelfAndDescendants().SelectMany(part => part.Expressions()).Concat(expressions));
        foreach (var scan in relation.SelfAndDescendants().OfType<BoundFileScan>().Where(scan => !_views.Exists(known => ReferenceEquals(known.Scan, scan))))
        {
            var files = _kept.TryGetValue(scan, out var kept) ? kept : Views.List(scan);
            var view = Views.CreateAsync(scan, files, NextName(), run.Cancellation).GetAwaiter().GetResult();
            _views.Add((scan, view));
            run.Relations.Put(scan, view.Name, scan.Metadata is { } metadata && used.Contains(metadata.Id));
        }

        return pruned;
    }

    /// <summary>Makes the relations known to the session, for a query to name.</summary>
    internal void MakeViews()
    {
        foreach (var (name, relation) in Relations.Where(item => _made.Add(item.Name)))
            run.Session.CreateViewAsync(name, relation, run.Cancellation).GetAwaiter().GetResult();
    }

    /// <summary>Takes note of what was counted while the rows passed.</summary>
    internal void Note(IReadOnlyList<ObservedMetrics> observed) => _observed.AddRange(observed);

    /// <summary>
    /// Records read, a source each. A plan may do without a source (a condition that is never true), and a server need not tell; the records
    /// are counted by themselves then.
    /// </summary>
    internal IEnumerable<(int Start, SourceRead Read)> Reads()
    {
        foreach (var (scan, view) in _views)
        {
            foreach (var counter in view.Missing(_observed).ToList())
                run.Count(new SourceText(counter.Query));
            yield return (scan.Scan.Span.Start, new SourceRead(scan.Scan.Path, view.Rows(_observed), true));
        }
    }

    /// <summary>An error about the files, at the place that names them.</summary>
    internal SqlException Placed(SqlException error)
    {
        var span = _views is [var only, ..] ? only.Scan.Scan.Span : (SourceSpan?)null;
        return new SqlException(error.ErrorClass, error.SqlState, error.Text, span, error.Hint, error).At(run.Statement.Text);
    }

    private static HashSet<int> Used(IEnumerable<BoundExpression> expressions) => [.. expressions
        .SelectMany(BoundTree.SelfAndDescendants)
        .OfType<BoundColumnReference>()
        .Select(reference => reference.Column.Id)];

    private BoundRelation? Pruned(BoundFilter filter, BoundFileScan scan)
    {
        var (onFiles, onRows) = FileConditions.Split(filter.Condition, scan);
        if (onFiles.Count == 0 || onFiles.Any(condition => condition.Span.Length == 0))
            return null;
        var text = new FileConditionText(run.Text);
        foreach (var condition in onFiles)
            Choose(scan, list => text.Where(run.Statement, scan, condition, list));
        return onRows.Count switch
        {
            0 => scan,
            1 => filter with { Condition = onRows[0] },
            _ => filter with { Condition = ((BoundFunction)filter.Condition) with { Arguments = onRows } },
        };
    }

    private BoundFileScan Pruned(BoundJoin join, BoundFileScan scan)
    {
        Choose(scan, list => new FileConditionText(run.Text).Joined(run.Statement, scan, join, list));
        return scan;
    }

    private void Choose(BoundFileScan scan, Func<string, SourceText> query)
    {
        var files = _kept.TryGetValue(scan, out var kept) ? kept : Views.List(scan);
        if (files.Count == 0)
            return;
        var name = NextName();
        Views.ListAsync(scan, files, name, run.Cancellation).GetAwaiter().GetResult();
        var text = query(name);
        var places = run.Guarded(text, async () =>
        {
            await using var result = await run.Session.ExecuteAsync(new SqlStatement(text.Text), run.Cancellation).ConfigureAwait(false);
            return await result.ReadRowsAsync(run.Cancellation).Select(row => (int)row[0]!).ToListAsync(run.Cancellation).ConfigureAwait(false);
        });
        Keep(scan, [.. places.Order().Select(place => files[place])], files.Count - places.Count);
    }

    private string NextName() => string.Create(CultureInfo.InvariantCulture, $"edlake_raw_{++_names}");
}
