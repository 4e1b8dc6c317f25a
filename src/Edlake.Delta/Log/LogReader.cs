using Edlake.Delta.Actions;
using Edlake.Delta.Checkpoints;
using Edlake.Delta.Snapshots;
using Edlake.Delta.TableFeatures;

namespace Edlake.Delta.Log;

/// <summary>Rebuilds a table's state from the newest checkpoint that helps and the commits after it.</summary>
internal static class LogReader
{
    /// <summary>The snapshot of a version. Errors: DELTA_VERSION_NOT_FOUND, DELTA_VERSIONS_NOT_CONTIGUOUS, DELTA_STATE_RECOVER_ERROR.</summary>
    public static Snapshot Read(LogFolder folder, long version)
    {
        var checkpoint = folder.Checkpoints.LastOrDefault(one => one.Version <= version);
        var first = checkpoint?.Version + 1 ?? 0;
        CheckAvailable(folder, version, checkpoint);
        var commits = new List<IReadOnlyList<DeltaAction>>();
        for (var v = first; v <= version; v++)
        {
            commits.Add(CommitFile.Read(folder.Commits.TryGetValue(v, out var path)
                ? path
                : throw DeltaErrors.VersionsNotContiguous(folder.TablePath, v - 1, folder.Commits.Keys.First(later => later > v))));
        }
        var state = (checkpoint is null ? SnapshotState.Empty : CheckpointReader.Read(folder.TablePath, checkpoint)).Apply(commits);
        if (state.Protocol is not { } protocol)
            throw DeltaErrors.StateNotRecoverable(folder.TablePath, version, "protocol");
        if (state.Metadata is null)
            throw DeltaErrors.StateNotRecoverable(folder.TablePath, version, "metadata");
        ProtocolSupport.CheckRead(folder.TablePath, protocol);
        return new Snapshot(folder.TablePath, version, CommitTimes.Of(folder, version), state);
    }

    /// <summary>The oldest version that can be read.</summary>
    public static long Earliest(LogFolder folder)
    {
        if (folder.Commits.ContainsKey(0) || folder.Checkpoints.Count == 0)
            return folder.Commits.Count > 0 ? folder.Commits.Keys.First() : 0;
        return folder.Checkpoints[0].Version;
    }

    private static void CheckAvailable(LogFolder folder, long version, CheckpointFiles? checkpoint)
    {
        var latest = folder.LatestVersion;
        if (version < 0 || version > latest || (checkpoint is null && folder.Checkpoints.Count > 0 && !folder.Commits.ContainsKey(0)))
            throw DeltaErrors.VersionNotFound(version, Earliest(folder), latest);
        if (checkpoint is null && !folder.Commits.ContainsKey(0))
            throw DeltaErrors.VersionsNotContiguous(folder.TablePath, -1, folder.Commits.Keys.First());
    }
}
