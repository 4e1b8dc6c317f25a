using System.Globalization;
using Edlake.Delta.Actions;
using Edlake.Delta.Snapshots;
using Edlake.DuckDb.Generation;
using Edlake.DuckDb.Reading;
using Edlake.DuckDb.Reading.Skipping;
using Edlake.Sql.Binding;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Writing;

/// <summary>
/// Which rows of a MERGE's target meet which rows of its source, as small tables of row places: <c>merge_pairs</c> holds every pair that
/// meets, <c>merge_actions</c> the target rows that a clause changes. A clause is known by its number, those of NOT MATCHED BY SOURCE
/// after those of MATCHED; 0 is none.
/// </summary>
internal sealed class MergeMatches(StatementRun run, BoundMerge merge, Snapshot snapshot)
{
    private static readonly (string File, string Row) Place = ("target_file", "target_row");

    // Where rows without a partner matter every file does; else only those in which the condition may hold.
    private readonly IReadOnlyList<AddFile> _files = merge.NotMatchedBySource.Count > 0 || merge.AddedColumns.Count > 0
        ? snapshot.Files
        : new FileSkipping(snapshot, merge.TargetScan).Keep(merge.Condition);

    private IReadOnlyList<BoundMergeClause> Changes { get; } = [.. merge.Matched, .. merge.NotMatchedBySource];

    /// <summary>The columns of <see cref="Rows"/>.</summary>
    internal IReadOnlyList<string> ResultNames { get; } = [.. merge.ResultColumns.Select(column => column.Sql())];

    /// <summary>Rows of the source.</summary>
    internal long SourceRows { get; private set; }

    /// <summary>Computes the source and the tables.</summary>
    internal void Compute()
    {
        run.Execute($"CREATE TEMP TABLE merge_source AS {run.Sql(run.Scans.Prepare(merge.Source, mayRunTwice: false))}");
        SourceRows = Count("SELECT count(*) FROM merge_source");
        var target = StatementScans.Rows(snapshot, _files, merge.TargetScan, Place);
        run.Execute(
            $"CREATE TEMP TABLE merge_pairs AS SELECT {Place.File}, {Place.Row}, source_row, {Clause(merge.Matched, 0)} AS clause "
            + $"FROM ({target}) JOIN ({Source}) ON {run.Generator.Expression(merge.Condition)}");
        run.Execute($"CREATE TEMP TABLE merge_actions AS SELECT {Place.File}, {Place.Row}, min(source_row) AS acting_row, min(clause) AS clause FROM merge_pairs WHERE clause > 0 GROUP BY ALL");
        if (merge.NotMatchedBySource.Count == 0)
            return;
        run.Execute(
            $"INSERT INTO merge_actions SELECT * FROM (SELECT t.{Place.File}, t.{Place.Row}, NULL, {Clause(merge.NotMatchedBySource, merge.Matched.Count)} AS clause "
            + $"FROM ({target}) t ANTI JOIN merge_pairs p ON t.{Place.File} = p.{Place.File} AND t.{Place.Row} = p.{Place.Row}) WHERE clause > 0");
    }

    /// <summary>Whether several source rows would act on one target row; with other clauses beside, whether they meet it at all, as in Delta.</summary>
    internal bool HasSeveralForOne()
    {
        var acting = merge.NotMatched.Count == 0 && merge.NotMatchedBySource.Count == 0 ? " WHERE clause > 0" : "";
        return Count($"SELECT count(*) FROM (SELECT 1 FROM merge_pairs{acting} GROUP BY {Place.File}, {Place.Row} HAVING count(*) > 1 LIMIT 1)") > 0;
    }

    /// <summary>Files with a row that changes, each with its number.</summary>
    internal IReadOnlyList<(AddFile File, int Number)> TouchedFiles() => run.Session.Rows(
        $"SELECT DISTINCT {Place.File} FROM merge_actions ORDER BY 1",
        reader => Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture) is var number ? (_files[number], number) : default,
        run.Cancellation);

    /// <summary>How many rows are updated and deleted: those that met a source row, and those that met none.</summary>
    internal (MergeCounts Matched, MergeCounts NotMatchedBySource) CountActions()
    {
        var first = Number(merge.Matched.Count);
        return (CountActions($"clause <= {first}"), CountActions($"clause > {first}"));
    }

    /// <summary>The rows of the files that are written anew, then the rows that are new.</summary>
    internal string Rows(IReadOnlyList<(AddFile File, int Number)> touched)
    {
        var parts = new List<string>();
        if (touched.Count > 0)
            parts.Add(Changed(touched));
        if (merge.NotMatched.Count > 0)
            parts.Add(Inserted());
        if (parts.Count == 0)
            parts.Add($"SELECT {string.Join(", ", merge.ResultColumns.Select(column => $"CAST(NULL AS {PhysicalType.Of(column.Type)}) AS {column.Sql()}"))} WHERE false");
        return RowChecks.Around(string.Join(" UNION ALL ", parts), merge.ResultColumns, merge.Checks, run.Generator);
    }

    private static string Source => "SELECT *, rowid AS source_row FROM merge_source";

    private long Count(string sql) => Convert.ToInt64(run.Session.Scalar(sql, run.Cancellation), CultureInfo.InvariantCulture);

    private MergeCounts CountActions(string which)
    {
        var all = Count($"SELECT count(*) FROM merge_actions WHERE {which}");
        var deleted = Deletions() is { Length: > 0 } clauses ? Count($"SELECT count(*) FROM merge_actions WHERE {which} AND clause IN ({clauses})") : 0;
        return new MergeCounts(all - deleted, deleted);
    }

    private string Clause(IReadOnlyList<BoundMergeClause> clauses, int first)
    {
        if (clauses.Count == 0)
            return "0";
        var branches = clauses.Select((clause, i) => $"WHEN {(clause.Condition is { } condition ? run.Generator.Expression(condition) : "true")} THEN {Number(first + i + 1)}");
        return $"CASE {string.Join(" ", branches)} ELSE 0 END";
    }

    private string Deletions() => string.Join(", ", Changes.Select((clause, i) => (clause, i)).Where(item => item.clause.Action == MergeActionKind.Delete).Select(item => Number(item.i + 1)));

    private string Changed(IReadOnlyList<(AddFile File, int Number)> touched)
    {
        var target = StatementScans.Rows(snapshot, [.. touched.Select(file => file.File)], merge.TargetScan, Place, [.. touched.Select(file => file.Number)]);
        var items = merge.ResultColumns.Select((column, i) => $"{Value(i)} AS {column.Sql()}");
        var kept = Deletions() is { Length: > 0 } clauses ? $" WHERE clause IS NULL OR clause NOT IN ({clauses})" : "";
        return $"SELECT {string.Join(", ", items)} FROM ({target}) t LEFT JOIN merge_actions a ON t.{Place.File} = a.{Place.File} AND t.{Place.Row} = a.{Place.Row} "
            + $"LEFT JOIN ({Source}) s ON a.acting_row = s.source_row{kept}";
    }

    private string Value(int column)
    {
        var old = column < merge.TargetScan.Columns.Count ? merge.TargetScan.Columns[column].Column.Sql() : "NULL";
        var branches = Changes.Select((clause, i) => (clause, i)).Where(item => item.clause.Action == MergeActionKind.Update)
            .Select(item => $"WHEN clause = {Number(item.i + 1)} THEN {run.Generator.Expression(item.clause.Values[column])}").ToList();
        var value = branches.Count == 0 ? old : $"CASE {string.Join(" ", branches)} ELSE {old} END";
        return $"CAST({value} AS {PhysicalType.Of(merge.ResultColumns[column].Type)})";
    }

    private string Inserted()
    {
        var items = merge.ResultColumns.Select((column, i) =>
        {
            var branches = merge.NotMatched.Select((clause, place) => $"WHEN insert_clause = {Number(place + 1)} THEN {run.Generator.Expression(clause.Values[i])}");
            return $"CAST(CASE {string.Join(" ", branches)} END AS {PhysicalType.Of(column.Type)}) AS {column.Sql()}";
        });
        return $"SELECT {string.Join(", ", items)} FROM (SELECT s.*, {Clause(merge.NotMatched, 0)} AS insert_clause FROM ({Source}) s "
            + "ANTI JOIN merge_pairs p ON s.source_row = p.source_row) WHERE insert_clause > 0";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
