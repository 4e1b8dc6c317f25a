using Edlake.Delta.Actions;
using Edlake.Delta.Snapshots;
using Edlake.DuckDb.Generation;
using Edlake.DuckDb.Reading.Files;
using Edlake.DuckDb.Reading.Skipping;
using Edlake.DuckDb.Writing;
using Edlake.Engines;
using Edlake.Files;
using Edlake.Files.Reading;
using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Reading;

/// <summary>What one statement reads: tables and raw files, as SQL for its generator and as counts for the ledger.</summary>
internal sealed class StatementScans(StatementRun run) : IScanSource
{
    private readonly List<BoundTableScan> _tables = [];
    private readonly Dictionary<BoundFileScan, FileSource> _files = new(ReferenceEqualityComparer.Instance);

    /// <summary>Raw files left out because the statement's own condition says so.</summary>
    internal long FilesSkipped { get; private set; }

    /// <summary>Rows of some files of a table, under the names of a scan's columns.</summary>
    internal static string Rows(Snapshot snapshot, IReadOnlyList<AddFile> files, BoundTableScan scan, (string File, string Row)? place) =>
        new SnapshotRows(snapshot, files) { Place = place }.Sql([.. scan.Columns.Select(column => (column.Column.Sql(), snapshot.Schema.Fields[column.Ordinal]))]);

    /// <summary>The same with the files' numbers given.</summary>
    internal static string Rows(Snapshot snapshot, IReadOnlyList<AddFile> files, BoundTableScan scan, (string File, string Row) place, IReadOnlyList<int> numbers) =>
        new SnapshotRows(snapshot, files) { Place = place, Numbers = numbers }.Sql([.. scan.Columns.Select(column => (column.Column.Sql(), snapshot.Schema.Fields[column.Ordinal]))]);

    /// <summary>
    /// Lists the raw files a relation reads, leaves out those its conditions on <c>_metadata</c> exclude, and drops these conditions: they
    /// hold for every row of the files that stay.
    /// </summary>
    internal BoundRelation Prepare(BoundRelation relation, bool mayRunTwice = true)
    {
        var pruned = relation.Rewrite(part => part switch
        {
            BoundFilter { Input: BoundFileScan scan } filter => Pruned(filter, scan),
            BoundJoin { Left: BoundFileScan scan, Kind: JoinKind.LeftAnti or JoinKind.LeftSemi, Condition: not null } join => Pruned(join, scan),
            _ => null,
        });
        var scans = pruned.SelfAndDescendants().OfType<BoundFileScan>().ToList();
        foreach (var scan in scans)
            Source(scan).Open(maySplit: mayRunTwice && scans.Count == 1 && RowWise.Is(pruned, scan));
        return pruned;
    }

    /// <summary>Whether a relation can have no row because none of the raw files it is made of is left.</summary>
    internal bool IsEmpty(BoundRelation relation) =>
        relation.SelfAndDescendants().OfType<BoundFileScan>().ToList() is [var only] && Source(only).Files.Count == 0 && RowWise.Is(relation, only);

    /// <summary>Whether the rows that a scan kept apart are to be read now, in place of the others.</summary>
    internal bool TakeDeferred()
    {
        var taken = false;
        foreach (var source in _files.Values)
            taken |= source.TakeDeferred();
        return taken;
    }

    /// <summary>Fails when fewer rows were written than the raw files hold, where no operator between them can have dropped one.</summary>
    internal void CheckComplete(BoundRelation relation, long rows)
    {
        var source = relation;
        while (source is BoundProject project)
            source = project.Input;
        if (source is BoundFileScan scan)
            Source(scan).CheckComplete(rows);
    }

    /// <summary>Whether a relation reads a table as it is now: an earlier version named in the text stays what it is.</summary>
    internal static bool ReadsTable(BoundRelation relation, Snapshot table) =>
        relation.SelfAndDescendants().OfType<BoundTableScan>().Any(scan => scan.Table is { AsOfVersion: null, Handle: Snapshot read } && read.TablePath == table.TablePath);

    /// <inheritdoc />
    public string TableScan(BoundTableScan scan, BoundExpression? filter)
    {
        Note(scan);
        var snapshot = (Snapshot)scan.Table.Handle;
        return Rows(snapshot, new FileSkipping(snapshot, scan).Keep(filter), scan, null);
    }

    /// <inheritdoc />
    public string FileScan(BoundFileScan scan, BoundExpression? filter) => Source(scan).Sql();

    /// <summary>Counts a table as read.</summary>
    internal void Note(BoundTableScan scan)
    {
        if (!_tables.Contains(scan, ReferenceEqualityComparer.Instance))
            _tables.Add(scan);
    }

    /// <summary>Rows read, a source each, in the order of the text.</summary>
    internal IReadOnlyList<SourceRead> Reads()
    {
        var tables = _tables.Select(scan => (scan.Span.Start, Read: new SourceRead(scan.Table.Name.ToString(), Count((Snapshot)scan.Table.Handle), false)));
        var files = _files.Select(pair => (pair.Key.Span.Start, Read: new SourceRead(pair.Key.Scan.Path, pair.Value.Rows, true)));
        return [.. tables.Concat(files).OrderBy(item => item.Start).Select(item => item.Read).DistinctBy(read => (read.Source, read.IsFiles))];
    }

    /// <summary>Has a scan read some of its files only.</summary>
    internal void Keep(BoundFileScan scan, (IReadOnlyList<RawFile> Files, int Skipped) kept)
    {
        _files[scan] = FileSources.Make(run, scan, kept.Files);
        FilesSkipped += kept.Skipped;
    }

    /// <summary>The files of a scan.</summary>
    internal FileSource Source(BoundFileScan scan)
    {
        if (!_files.TryGetValue(scan, out var source))
            _files[scan] = source = FileSources.Make(run, scan, FileSources.List(run, scan));
        return source;
    }

    private long Count(Snapshot snapshot) => RowCounts.Of(run, snapshot, snapshot.Files);

    // A table that is looked at to choose files gives no rows to the statement.
    private T Choosing<T>(Func<T> choice)
    {
        var before = _tables.Count;
        var chosen = choice();
        _tables.RemoveRange(before, _tables.Count - before);
        return chosen;
    }

    private BoundRelation Pruned(BoundFilter filter, BoundFileScan scan)
    {
        var (onFiles, onRows) = FilePruning.Split(filter.Condition, scan);
        if (onFiles.Count == 0)
            return filter;
        Keep(scan, Choosing(() => FilePruning.Keep(run, scan, FileSources.List(run, scan), onFiles)));
        return onRows is null ? scan : filter with { Condition = onRows };
    }

    private BoundFileScan? Pruned(BoundJoin join, BoundFileScan scan)
    {
        if (!FileConditions.IsOnFiles(join.Condition!, scan, join.Right))
            return null;
        Keep(scan, Choosing(() => FilePruning.Keep(run, scan, FileSources.List(run, scan), join)));
        return scan;
    }
}
