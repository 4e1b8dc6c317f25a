namespace Edlake.Spark.Connect;

/// <summary>What an <see cref="ObservedRelation"/> counted while its rows passed.</summary>
/// <param name="Name">The name it was given.</param>
/// <param name="Values">Its figures by name, as <see cref="Sql.Binding.BoundLiteral"/> holds values.</param>
public sealed record ObservedMetrics(string Name, IReadOnlyDictionary<string, object?> Values);
