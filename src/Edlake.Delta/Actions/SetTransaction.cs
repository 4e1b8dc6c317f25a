namespace Edlake.Delta.Actions;

/// <summary>An application's own counter, kept so that it can tell what it has already written. Milliseconds since 1970.</summary>
public sealed record SetTransaction(string AppId, long Version, long? LastUpdated) : DeltaAction;
