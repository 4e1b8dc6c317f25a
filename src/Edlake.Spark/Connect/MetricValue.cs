namespace Edlake.Spark.Connect;

/// <summary>One figure of an operator.</summary>
/// <param name="Name">Its name for people, e.g. <c>number of output rows</c>.</param>
/// <param name="Value">The figure.</param>
/// <param name="Kind">Spark's kind of metric: <c>sum</c>, <c>size</c>, <c>timing</c>, <c>nsTiming</c>, <c>average</c>.</param>
public sealed record MetricValue(string Name, long Value, string Kind);
