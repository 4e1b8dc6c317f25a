using Edlake.Sql.Binding;

namespace Edlake.Files.Reading;

/// <summary>
/// Conditions that depend on nothing of a row but the file it is in (<c>_metadata</c>), a subquery over what a table has loaded before
/// among them. An engine evaluates them over the list of files before one is opened.
/// </summary>
public static class FileConditions
{
    /// <summary>The conjuncts that are about files, and those that are about rows.</summary>
    public static (IReadOnlyList<BoundExpression> OnFiles, IReadOnlyList<BoundExpression> OnRows) Split(BoundExpression condition, BoundFileScan scan)
    {
        var conjuncts = Conjuncts(condition).ToLookup(part => IsOnFiles(part, scan));
        return ([.. conjuncts[true]], [.. conjuncts[false]]);
    }

    /// <summary>Whether the condition of a join with another relation is about files.</summary>
    public static bool IsOnFiles(BoundExpression condition, BoundFileScan scan, BoundRelation other) =>
        IsOnFiles(condition, scan) && !other.SelfAndDescendants().Any(part => part is BoundFileScan);

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
