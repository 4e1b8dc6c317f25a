using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Generation;

/// <summary>The OVER clause.</summary>
internal static class WindowText
{
    internal static string Over(BoundWindow window, Func<BoundExpression, string> generate, Func<IReadOnlyList<BoundSortKey>, string> keys)
    {
        var parts = new List<string>();
        if (window.PartitionBy.Count > 0)
            parts.Add($"PARTITION BY {string.Join(", ", window.PartitionBy.Select(generate))}");
        if (window.OrderBy.Count > 0)
            parts.Add($"ORDER BY {keys(window.OrderBy)}");
        if (window.Frame is { } frame && window.Function is BoundAggregateCall or BoundFunction { Function.Name: "nth_value" })
        {
            var unit = frame.IsRange ? "RANGE" : "ROWS";
            var key = frame.IsRange && window.OrderBy.Count == 1 ? window.OrderBy[0].Expression.Type : null;
            parts.Add($"{unit} BETWEEN {Bound(frame.Start, key, generate)} AND {Bound(frame.End, key, generate)}");
        }

        return $"({string.Join(" ", parts)})";
    }

    private static string Bound(BoundFrameBound bound, SparkType? key, Func<BoundExpression, string> generate) => bound.Kind switch
    {
        FrameBoundKind.UnboundedPreceding => "UNBOUNDED PRECEDING",
        FrameBoundKind.UnboundedFollowing => "UNBOUNDED FOLLOWING",
        FrameBoundKind.CurrentRow => "CURRENT ROW",
        FrameBoundKind.Preceding => $"{Offset(bound.Offset!, key, generate)} PRECEDING",
        _ => $"{Offset(bound.Offset!, key, generate)} FOLLOWING",
    };

    // Over dates and times the distance is an interval, which is a plain number elsewhere.
    private static string Offset(BoundExpression offset, SparkType? key, Func<BoundExpression, string> generate)
    {
        var sql = generate(offset);
        if (key is null || !key.IsDateTime())
            return sql;
        return offset.Type switch
        {
            YearMonthIntervalType => $"to_months({sql})",
            DayTimeIntervalType => $"to_microseconds({sql})",
            CalendarIntervalType => sql,
            _ => $"to_days({sql})",
        };
    }
}
