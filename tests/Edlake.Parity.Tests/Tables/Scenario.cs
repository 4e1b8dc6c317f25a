namespace Edlake.Parity.Tests.Tables;

/// <summary>A table's life: statements that real Spark runs too, unless it lacks them.</summary>
/// <param name="Table">The table they write.</param>
/// <param name="Statements">The statements.</param>
internal sealed record Scenario(string Table, params IReadOnlyList<string> Statements)
{
    /// <summary>Whether real Spark runs the same statements on a table of its own.</summary>
    internal bool InSpark { get; init; } = true;
}
