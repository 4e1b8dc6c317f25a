using Edlake.Spark.Connect;

namespace Edlake.Spark.Remote;

/// <summary>Rows that a statement took in, by the figures of its plan: those that the operators gave out which read from no other.</summary>
internal static class RowsRead
{
    private const string Figure = "numOutputRows";

    internal static long In(IReadOnlyList<OperatorMetrics> metrics)
    {
        var readers = metrics.Select(part => part.Parent).ToHashSet();
        return metrics.Where(part => !readers.Contains(part.PlanId)).Sum(part => part.Values.TryGetValue(Figure, out var rows) ? rows.Value : 0);
    }
}
