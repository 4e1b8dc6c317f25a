namespace Edlake.Comparison;

/// <summary>
/// A row that only one side has, or has more often, or a pair of rows with one key and other values. Values are Spark's texts in the order of
/// <see cref="TableComparison.Columns"/>, null for NULL.
/// </summary>
/// <param name="CountA">How often A has the row (of a pair, its own).</param>
/// <param name="CountB">How often B has the row (of a pair, its own).</param>
/// <param name="A">A's row; null when it is B that has it more often.</param>
/// <param name="B">B's row; null when it is A that has it more often.</param>
public sealed record RowDifference(long CountA, long CountB, IReadOnlyList<string?>? A, IReadOnlyList<string?>? B)
{
    /// <summary>Whether it is a pair with one key.</summary>
    public bool IsChange => A is not null && B is not null;
}
