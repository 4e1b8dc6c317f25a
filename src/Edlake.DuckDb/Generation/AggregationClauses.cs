using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Generation;

/// <summary>GROUP BY with its grouping sets.</summary>
internal sealed class AggregationClauses(ExpressionGenerator expressions)
{
    internal string Select(BoundAggregation aggregation, string from) => aggregation.GroupingSets is { } sets
        ? OverSets(aggregation, sets, from)
        : Plain(aggregation, from);

    private string Plain(BoundAggregation aggregation, string from)
    {
        // Without groups there is one row whatever the input; an aggregate makes DuckDB say so too.
        if (aggregation.Output.Count == 0)
            return $"SELECT count(*) AS one FROM {from}";
        var by = aggregation.Groups.Count == 0 ? "" : $" GROUP BY {string.Join(", ", Enumerable.Range(1, aggregation.Groups.Count))}";
        return expressions.Over(from, () => [.. Groups(aggregation), .. Aggregates(aggregation)], (items, input) => $"SELECT {items} FROM {input}{by}");
    }

    // The groups are computed below, so that a set's NULLs replace the group's column and no column that an aggregate reads.
    private string OverSets(BoundAggregation aggregation, IReadOnlyList<IReadOnlyList<int>> sets, string from)
    {
        var names = aggregation.Groups.Select(group => group.Column.Sql()).ToList();
        var items = names.Concat(Aggregates(aggregation)).ToList();
        if (aggregation.GroupingId is { } id)
            items.Add($"{(names.Count == 0 ? "0::BIGINT" : $"CAST(grouping_id({string.Join(", ", names)}) AS BIGINT)")} AS {id.Sql()}");
        var text = string.Join(", ", sets.Select(set => $"({string.Join(", ", set.Select(place => names[place]))})"));
        var groups = string.Join("", Groups(aggregation).Select(group => $", {group}"));
        return $"SELECT {string.Join(", ", items)} FROM (SELECT *{groups} FROM {from}) GROUP BY GROUPING SETS ({text})";
    }

    private IEnumerable<string> Aggregates(BoundAggregation aggregation) =>
        aggregation.Aggregates.Select(aggregate => $"{expressions.Generate(aggregate.Call)} AS {aggregate.Column.Sql()}");

    private List<string> Groups(BoundAggregation aggregation) =>
        [.. aggregation.Groups.Select(group => $"{expressions.Generate(group.Expression)} AS {group.Column.Sql()}")];
}
