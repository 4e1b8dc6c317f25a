namespace Edlake.Delta.Actions;

/// <summary>A file of change data; not part of the table's content.</summary>
public sealed record AddCdcFile(string Path, IReadOnlyDictionary<string, string?> PartitionValues, long Size) : DeltaAction
{
    /// <summary>Free tags, or null.</summary>
    public IReadOnlyDictionary<string, string?>? Tags { get; init; }
}
