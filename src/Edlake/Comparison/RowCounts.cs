namespace Edlake.Comparison;

/// <summary>How the rows of two tables stand to each other; complete, whatever number of differences is shown.</summary>
/// <param name="InA">Rows of A.</param>
/// <param name="InB">Rows of B.</param>
/// <param name="OnlyInA">Rows that B does not have, or not as often.</param>
/// <param name="OnlyInB">Rows that A does not have, or not as often.</param>
/// <param name="Changed">Pairs of rows with one key and other values; 0 without a key.</param>
/// <param name="ChangedBy">For each column the pairs in which it differs.</param>
public sealed record RowCounts(long InA, long InB, long OnlyInA, long OnlyInB, long Changed, IReadOnlyDictionary<string, long> ChangedBy)
{
    /// <summary>Rows that are on both sides.</summary>
    public long Equal => InA - OnlyInA - Changed;

    /// <summary>Whether both have the same rows, equally often.</summary>
    public bool AreEqual => OnlyInA == 0 && OnlyInB == 0 && Changed == 0;

    /// <summary>Differences in all.</summary>
    public long Differences => OnlyInA + OnlyInB + Changed;
}
