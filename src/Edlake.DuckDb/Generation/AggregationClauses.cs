using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Generation;

/// <summary>GROUP BY with its grouping sets.</summary>
internal sealed class AggregationClauses(ExpressionGenerator expressions)
{
    internal string Select(BoundAggregation aggregation, string from)
    {
        var aggregates = aggregation.Aggregates.Select(aggregate => $"{expressions.Generate(aggregate.Call)} AS {aggregate.Column.Sql()}").ToList();
        return aggregation.GroupingSets is { } sets
            ? OverSets(aggregation, sets, aggregates, from)
            : Plain(aggregation, aggregates, from);
    }

    private string Plain(BoundAggregation aggregation, List<string> aggregates, string from)
    {
        var groups = Groups(aggregation);
        var items = groups.Concat(aggregates).ToList();

        // Without groups there is one row whatever the input; an aggregate makes DuckDB say so too.
        if (items.Count == 0)
            return $"SELECT count(*) AS one FROM {from}";
        var by = groups.Count == 0 ? "" : $" GROUP BY {string.Join(", ", Enumerable.Range(1, groups.Count))}";
        return $"SELECT {string.Join(", ", items)} FROM {from}{by}";
    }

    // The groups are computed below, so that a set's NULLs replace the group's column and no column that an aggregate reads.
    private string OverSets(BoundAggregation aggregation, IReadOnlyList<IReadOnlyList<int>> sets, List<string> aggregates, string from)
    {
        var names = aggregation.Groups.Select(group => group.Column.Sql()).ToList();
        var items = names.Concat(aggregates).ToList();
        if (aggregation.GroupingId is { } id)
            items.Add($"{(names.Count == 0 ? "0::BIGINT" : $"CAST(grouping_id({string.Join(", ", names)}) AS BIGINT)")} AS {id.Sql()}");
        var text = string.Join(", ", sets.Select(set => $"({string.Join(", ", set.Select(place => names[place]))})"));
        var groups = string.Join("", Groups(aggregation).Select(group => $", {group}"));
        return $"SELECT {string.Join(", ", items)} FROM (SELECT *{groups} FROM {from}) GROUP BY GROUPING SETS ({text})";
    }

    private List<string> Groups(BoundAggregation aggregation) =>
        [.. aggregation.Groups.Select(group => $"{expressions.Generate(group.Expression)} AS {group.Column.Sql()}")];
}
