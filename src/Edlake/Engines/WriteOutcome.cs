using Edlake.Delta.Transactions;

namespace Edlake.Engines;

/// <summary>What a write came to.</summary>
/// <param name="Commit">The staged commit; null when nothing changed (a load with no new file, an update of no row).</param>
/// <param name="Reads">Rows read, a source each, in the order of the text.</param>
/// <param name="RowsWritten">Rows in the files it adds that were not in the table before: inserted and updated ones, not those copied along.</param>
public sealed record WriteOutcome(StagedCommit? Commit, IReadOnlyList<SourceRead> Reads, long RowsWritten)
{
    /// <summary>Rows taken out of the table: deleted, or overwritten.</summary>
    public long RowsDeleted { get; init; }

    /// <summary>Rows changed by UPDATE or MERGE, part of <see cref="RowsWritten"/>.</summary>
    public long RowsUpdated { get; init; }

    /// <summary>Raw files that were skipped as loaded before, or as not readable where the text allows it.</summary>
    public long FilesSkipped { get; init; }
}
