namespace Edlake.Spark.Connect;

/// <summary>What one operator of the executed plan counted.</summary>
/// <param name="Name">The operator, e.g. <c>Scan csv</c>.</param>
/// <param name="PlanId">Its number in the plan.</param>
/// <param name="Parent">The number of the operator that reads from it.</param>
/// <param name="Values">Figures by their key, e.g. <c>numOutputRows</c>.</param>
public sealed record OperatorMetrics(string Name, long PlanId, long Parent, IReadOnlyDictionary<string, MetricValue> Values);
