using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Writing;

/// <summary>Conditions as the log's operation parameters show them: the statement's own text.</summary>
internal static class Predicate
{
    /// <summary>The text of a condition.</summary>
    internal static string Text(BoundStatement statement, BoundExpression condition) => condition.Span.Length > 0
        ? statement.Text.TextOf(condition.Span)
        : string.Join(" AND ", condition.SelfAndDescendants().OfType<BoundFunction>().Where(part => part.Function.Name == "<=>").Select(part => Pair(statement, part)));

    /// <summary>A JSON list of the one condition, or of none.</summary>
    internal static string List(BoundStatement statement, BoundExpression? condition) =>
        TableTransaction.NameList(condition is null ? [] : [$"({Text(statement, condition)})"]);

    // PARTITION (p = 1) is compared with <=>, which is in no text.
    private static string Pair(BoundStatement statement, BoundFunction equality) => equality.Arguments switch
    {
        [BoundColumnReference column, var value] => $"{column.Column.Name} <=> {(value.Span.Length > 0 ? statement.Text.TextOf(value.Span) : (value as BoundLiteral)?.Value)}",
        _ => equality.Function.Name,
    };
}
