namespace Edlake.Delta.Actions;

/// <summary>A data file is no longer part of the table; kept in the log as a tombstone. Times in milliseconds since 1970.</summary>
public sealed record RemoveFile(string Path, long? DeletionTimestamp, bool DataChange) : DeltaAction
{
    /// <summary>Whether partition values, size and tags are filled in; null when the log does not say.</summary>
    public bool? ExtendedFileMetadata { get; init; }

    /// <summary>The file's partition values, or null when not kept.</summary>
    public IReadOnlyDictionary<string, string?>? PartitionValues { get; init; }

    /// <summary>Bytes, or null when not kept.</summary>
    public long? Size { get; init; }

    /// <summary>Free tags, or null.</summary>
    public IReadOnlyDictionary<string, string?>? Tags { get; init; }

    /// <summary>The deletion vector the removed file had, or null.</summary>
    public DeletionVectorDescriptor? DeletionVector { get; init; }

    /// <summary>The first row id of the file (row tracking), or null.</summary>
    public long? BaseRowId { get; init; }

    /// <summary>The statistics the file had, as JSON text, or null when not kept.</summary>
    public string? Stats { get; init; }

    /// <summary>The version that the rows came with (row tracking), or null.</summary>
    public long? DefaultRowCommitVersion { get; init; }
}
