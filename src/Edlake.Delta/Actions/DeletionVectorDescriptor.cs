namespace Edlake.Delta.Actions;

/// <summary>
/// Where a deletion vector is: storage type <c>u</c> (file beside the table, name encoded), <c>p</c> (absolute path) or <c>i</c> (inline);
/// sizes in bytes; cardinality in rows.
/// </summary>
public sealed record DeletionVectorDescriptor(string StorageType, string PathOrInlineDv, int? Offset, int SizeInBytes, long Cardinality)
{
    /// <summary>What tells two vectors of one file apart.</summary>
    public string UniqueId => Offset is { } offset ? $"{StorageType}{PathOrInlineDv}@{offset}" : StorageType + PathOrInlineDv;
}
