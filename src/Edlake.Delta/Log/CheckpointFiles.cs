namespace Edlake.Delta.Log;

/// <summary>A complete checkpoint: its version, its files in order of their parts, and whether it is of the V2 kind (may have sidecars).</summary>
internal sealed record CheckpointFiles(long Version, bool IsV2, IReadOnlyList<string> Paths);
