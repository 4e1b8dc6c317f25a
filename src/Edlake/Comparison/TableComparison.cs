namespace Edlake.Comparison;

/// <summary>What two tables have in common and what not.</summary>
/// <param name="A">One side's name.</param>
/// <param name="VersionA">Its version.</param>
/// <param name="B">The other side's name.</param>
/// <param name="VersionB">Its version.</param>
/// <param name="Schema">What differs between the columns.</param>
/// <param name="Columns">Columns of both, which the rows were compared by; empty when they share none.</param>
/// <param name="Key">Columns that rows were paired up by; empty for none.</param>
/// <param name="Rows">Counts of the rows.</param>
/// <param name="Differences">The first rows that differ.</param>
public sealed record TableComparison(
    string A,
    long VersionA,
    string B,
    long VersionB,
    IReadOnlyList<Difference> Schema,
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> Key,
    RowCounts Rows,
    IReadOnlyList<RowDifference> Differences)
{
    /// <summary>Whether columns and rows are the same.</summary>
    public bool AreEqual => Schema.Count == 0 && Rows.AreEqual;
}
