namespace Edlake.DataGen;

/// <summary>What was written: learners, data rows by entity (planted rows and broken lines included), files in order, and where the truth is.</summary>
public sealed record GenerationResult(
    long Learners, IReadOnlyDictionary<string, long> RowsByEntity, IReadOnlyList<string> Files, string TruthFile)
{
    /// <summary>Data rows over all entities.</summary>
    public long Rows => RowsByEntity.Values.Sum();
}
