namespace Edlake.Delta.Actions;

/// <summary>
/// Who wrote a commit and why. Operation parameters hold raw JSON values as Spark writes them (<c>"Append"</c> with its quotes);
/// operation metrics plain texts. Times in milliseconds since 1970.
/// </summary>
public sealed record CommitInfo : DeltaAction
{
    /// <summary>When the commit was made.</summary>
    public long? Timestamp { get; init; }

    /// <summary>The commit's own time where <c>delta.enableInCommitTimestamps</c> holds.</summary>
    public long? InCommitTimestamp { get; init; }

    /// <summary>The user's id, or null.</summary>
    public string? UserId { get; init; }

    /// <summary>The user's name, or null.</summary>
    public string? UserName { get; init; }

    /// <summary>WRITE, MERGE, CREATE TABLE, ...</summary>
    public string? Operation { get; init; }

    /// <summary>Name to raw JSON value.</summary>
    public IReadOnlyDictionary<string, string> OperationParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The version that was read, or null for a table's first commit.</summary>
    public long? ReadVersion { get; init; }

    /// <summary>Serializable, WriteSerializable or SnapshotIsolation.</summary>
    public string? IsolationLevel { get; init; }

    /// <summary>Whether the commit only added files without reading the table.</summary>
    public bool? IsBlindAppend { get; init; }

    /// <summary>Name to figure; null when there are none.</summary>
    public IReadOnlyDictionary<string, string>? OperationMetrics { get; init; }

    /// <summary>Free text of the user, or null.</summary>
    public string? UserMetadata { get; init; }

    /// <summary>Free tags, or null.</summary>
    public IReadOnlyDictionary<string, string?>? Tags { get; init; }

    /// <summary>The engine that wrote it.</summary>
    public string? EngineInfo { get; init; }

    /// <summary>Names the transaction; tells whether a commit that stands in the log is one's own.</summary>
    public string? TxnId { get; init; }
}
