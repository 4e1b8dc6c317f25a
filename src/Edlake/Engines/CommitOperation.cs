using System.Globalization;
using System.Text.Json;
using Edlake.Sql.Binding;
using Edlake.Sql.Syntax;

namespace Edlake.Engines;

/// <summary>What a table's history says of a statement that wrote rows, whichever engine ran it: an operation of Delta's with its parameters.</summary>
/// <param name="Name">WRITE, MERGE, …</param>
/// <param name="Parameters">Name to raw JSON.</param>
public sealed record CommitOperation(string Name, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The operation of a statement; for CREATE TABLE AS with what the table will be.</summary>
    public static CommitOperation Of(BoundStatement statement, NewTable? made) => statement switch
    {
        BoundInsert insert => Make("WRITE", Of(insert)),
        BoundUpdate update => Make("UPDATE", new() { ["predicate"] = PredicateList(update, update.Condition) }),
        BoundDelete delete => Make("DELETE", new() { ["predicate"] = PredicateList(delete, delete.Condition) }),
        BoundMerge merge => Make("MERGE", Of(merge)),
        BoundCopyInto => Make("COPY INTO", []),
        BoundCreateTableAs create when made is not null => Make(NameOf(create), Of(create, made)),
        _ => throw new ArgumentException($"Not a statement that writes rows: {statement.GetType().Name}.", nameof(statement)),
    };

    /// <summary>OPTIMIZE.</summary>
    public static CommitOperation Optimize(IReadOnlyList<string> orderBy) => Make("OPTIMIZE", new()
    {
        ["predicate"] = "[]",
        ["zOrderBy"] = JsonSerializer.Serialize(orderBy),
        ["clusterBy"] = "[]",
        ["auto"] = false,
    });

    private static CommitOperation Make(string name, Dictionary<string, object?> parameters) =>
        new(name, parameters.ToDictionary(pair => pair.Key, pair => JsonSerializer.Serialize(pair.Value)));

    private static Dictionary<string, object?> Of(BoundInsert insert)
    {
        var parameters = new Dictionary<string, object?>
        {
            ["mode"] = insert.Mode == InsertMode.Append ? "Append" : "Overwrite",
            ["partitionBy"] = "[]",
        };
        if (insert.ReplaceWhere is { } condition)
            parameters["predicate"] = condition.Span.Length > 0 ? insert.Text.TextOf(condition.Span) : "partition";
        return parameters;
    }

    private static string NameOf(BoundCreateTableAs create) => create.Syntax switch
    {
        CreateTableStatement { IsReplace: true, IsCreate: true } => "CREATE OR REPLACE TABLE AS SELECT",
        CreateTableStatement { IsReplace: true } => "REPLACE TABLE AS SELECT",
        _ => "CREATE TABLE AS SELECT",
    };

    private static Dictionary<string, object?> Of(BoundCreateTableAs create, NewTable made) => new()
    {
        ["partitionBy"] = JsonSerializer.Serialize(made.Metadata.PartitionColumns),
        ["clusterBy"] = "[]",
        ["description"] = made.Metadata.Description,
        ["isManaged"] = create.Syntax is CreateTableStatement { Location: not null } ? "false" : "true",
        ["properties"] = JsonSerializer.Serialize(made.Metadata.Configuration),
    };

    private static Dictionary<string, object?> Of(BoundMerge merge) => new()
    {
        ["predicate"] = PredicateList(merge, merge.Condition),
        ["matchedPredicates"] = Clauses(merge, merge.Matched),
        ["notMatchedPredicates"] = Clauses(merge, merge.NotMatched),
        ["notMatchedBySourcePredicates"] = Clauses(merge, merge.NotMatchedBySource),
    };

    private static string Clauses(BoundMerge merge, IReadOnlyList<BoundMergeClause> clauses) => JsonSerializer.Serialize(clauses.Select(clause =>
    {
        var shown = new Dictionary<string, string>();
        if (clause.Condition is { } condition)
            shown["predicate"] = PredicateText(merge, condition);
        shown["actionType"] = clause.Action.ToString().ToLower(CultureInfo.InvariantCulture);
        return shown;
    }));

    private static string PredicateList(BoundStatement statement, BoundExpression? condition) =>
        JsonSerializer.Serialize(condition is null ? [] : new[] { $"({PredicateText(statement, condition)})" });

    // The statement's own text. PARTITION (p = 1) is compared with <=>, which is in no text.
    private static string PredicateText(BoundStatement statement, BoundExpression condition) => condition.Span.Length > 0
        ? statement.Text.TextOf(condition.Span)
        : string.Join(" AND ", condition.SelfAndDescendants().OfType<BoundFunction>().Where(part => part.Function.Name == "<=>").Select(part => Pair(statement, part)));

    private static string Pair(BoundStatement statement, BoundFunction equality) => equality.Arguments switch
    {
        [BoundColumnReference column, var value] => $"{column.Column.Name} <=> {(value.Span.Length > 0 ? statement.Text.TextOf(value.Span) : (value as BoundLiteral)?.Value)}",
        _ => equality.Function.Name,
    };
}
