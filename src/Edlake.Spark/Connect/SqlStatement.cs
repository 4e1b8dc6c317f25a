using Edlake.Sql.Binding;

namespace Edlake.Spark.Connect;

/// <summary>One statement with the values of its parameters: named ones (<c>:name</c>) or those by position (<c>?</c>), not both.</summary>
/// <param name="Text">The text, without a second statement in it.</param>
public sealed record SqlStatement(string Text)
{
    /// <summary>Values of <c>:name</c>, without the colon.</summary>
    public IReadOnlyDictionary<string, BoundLiteral> NamedArguments { get; init; } = new Dictionary<string, BoundLiteral>();

    /// <summary>Values of <c>?</c>, in order.</summary>
    public IReadOnlyList<BoundLiteral> PositionalArguments { get; init; } = [];

    /// <summary>
    /// Relations that the text calls by names which nothing else knows; a later one may name an earlier one. A write tells what an
    /// <see cref="ObservedRelation"/> counted when it is among them, a query when it is in a view. Servers of
    /// Spark 3.5 know nothing of them: see <see cref="SparkConnectSession.TakesRelations"/>.
    /// </summary>
    public IReadOnlyList<(string Name, SparkRelation Relation)> Relations { get; init; } = [];

    /// <summary>Told how far the execution is; null when nobody listens.</summary>
    public IProgress<ExecutionProgress>? Progress { get; init; }
}
