using Edlake.Delta.Actions;

namespace Edlake.Delta;

/// <summary>A version of a table, when it was committed and what its commit says of itself (null when it says nothing).</summary>
public sealed record HistoryEntry(long Version, DateTimeOffset Timestamp, CommitInfo? CommitInfo);
