using System.Globalization;
using Edlake.DuckDb.Generation;
using Edlake.Files;
using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>
/// Conditions that depend on nothing of a row but the file it is in (<c>_metadata</c>), a subquery over what a table has loaded before
/// among them. They are evaluated over the list of files before one is opened.
/// </summary>
internal static class FilePruning
{
    /// <summary>The conjuncts that are about files, and what remains for the rows; null for nothing.</summary>
    internal static (IReadOnlyList<BoundExpression> OnFiles, BoundExpression? OnRows) Split(BoundExpression condition, BoundFileScan scan)
    {
        var conjuncts = Conjuncts(condition).ToLookup(part => IsOnFiles(part, scan));
        var rest = conjuncts[false].ToList();
        var onRows = rest.Count switch
        {
            0 => null,
            1 => rest[0],
            _ => (condition as BoundFunction)! with { Arguments = rest },
        };
        return ([.. conjuncts[true]], onRows);
    }

    /// <summary>Whether the condition of a join with another relation is about files.</summary>
    internal static bool IsOnFiles(BoundExpression condition, BoundFileScan scan, BoundRelation other) =>
        IsOnFiles(condition, scan) && !other.SelfAndDescendants().Any(part => part is BoundFileScan);

    /// <summary>The files for which all conditions are true, and how many are not among them.</summary>
    internal static (IReadOnlyList<RawFile> Files, int Skipped) Keep(StatementRun run, BoundFileScan scan, IReadOnlyList<RawFile> files, IReadOnlyList<BoundExpression> conditions) =>
        Keep(run, scan, files, list => $"SELECT place FROM ({list}) WHERE {string.Join(" AND ", conditions.Select(condition => $"({run.Generator.Expression(condition)})"))}");

    /// <summary>The files that a semi or anti join keeps.</summary>
    internal static (IReadOnlyList<RawFile> Files, int Skipped) Keep(StatementRun run, BoundFileScan scan, IReadOnlyList<RawFile> files, BoundJoin join) =>
        Keep(run, scan, files, list =>
            $"SELECT place FROM ({list}) {(join.Kind == JoinKind.LeftAnti ? "ANTI" : "SEMI")} JOIN ({run.Sql(join.Right)}) ON {run.Generator.Expression(join.Condition!)}");

    private static (IReadOnlyList<RawFile> Files, int Skipped) Keep(StatementRun run, BoundFileScan scan, IReadOnlyList<RawFile> files, Func<string, string> query)
    {
        if (files.Count == 0)
            return (files, 0);
        var places = run.Session.Rows(query(MetadataColumn.List(files, scan.Metadata!.Sql())), reader => Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture), run.Cancellation);
        return ([.. places.Order().Select(place => files[place])], files.Count - places.Count);
    }

    private static IEnumerable<BoundExpression> Conjuncts(BoundExpression condition) =>
        condition is BoundFunction { Function.Name: "and" } and ? and.Arguments.SelectMany(Conjuncts) : [condition];

    private static bool IsOnFiles(BoundExpression condition, BoundFileScan scan)
    {
        if (scan.Metadata is null || !condition.SelfAndDescendants().All(part => part is not (BoundAggregateCall or BoundWindow)))
            return false;
        var columns = References(condition).ToHashSet();
        return columns.Contains(scan.Metadata.Id) && !scan.Columns.Any(column => columns.Contains(column.Id));
    }

    // Columns referred to anywhere, in subqueries too; other ids are the subqueries' own.
    private static IEnumerable<int> References(BoundExpression expression) => expression.SelfAndDescendants().SelectMany(part => part switch
    {
        BoundColumnReference reference => [reference.Column.Id],
        _ when part.Subquery() is { } query => query.SelfAndDescendants().SelectMany(relation => relation.Expressions()).SelectMany(References),
        _ => Enumerable.Empty<int>(),
    });
}
