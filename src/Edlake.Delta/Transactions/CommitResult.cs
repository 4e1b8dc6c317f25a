namespace Edlake.Delta.Transactions;

/// <summary>What became of a commit. Closed: <see cref="Committed"/>, <see cref="Conflicted"/>.</summary>
public abstract record CommitResult
{
    private protected CommitResult()
    {
    }
}

/// <summary>The commit stands in the log under a version.</summary>
public sealed record Committed(long Version) : CommitResult
{
    /// <summary>Why the checkpoint that was due could not be written; null when it was, or none was due. The commit stands all the same.</summary>
    public Exception? CheckpointFailure { get; init; }
}

/// <summary>Another commit won and this one may not be put after it; nothing was written. Error class and message in Delta's words.</summary>
public sealed record Conflicted(long WinningVersion, string ErrorClass, string Message) : CommitResult;
