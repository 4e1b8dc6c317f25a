using Edlake.Delta.Log;
using Edlake.Delta.Snapshots;

namespace Edlake.Delta.Checkpoints;

/// <summary>Reads a checkpoint into a state.</summary>
internal static class CheckpointReader
{
    public static SnapshotState Read(string tablePath, CheckpointFiles checkpoint) =>
        throw new DeltaException("DELTA_UNSUPPORTED_FEATURES_FOR_READ", "56038",
            $"The checkpoint of version {checkpoint.Version} of {tablePath} cannot be read.");
}
