using Edlake.Delta.Actions;

namespace Edlake.Delta.Log;

/// <summary>
/// When versions were committed: the commit's own time where it carries one, else its file's, made to rise strictly as Delta does
/// (a file not later than the one before counts as one millisecond after it).
/// </summary>
internal static class CommitTimes
{
    /// <summary>The time of one version; a version known from a checkpoint alone has the checkpoint's file time.</summary>
    public static DateTimeOffset Of(LogFolder folder, long version)
    {
        if (!folder.Commits.TryGetValue(version, out var path))
            return FileTime(folder.Checkpoints.First(checkpoint => checkpoint.Version == version).Paths[0]);
        return CommitFile.ReadInfo(path)?.InCommitTimestamp is { } own ? DateTimeOffset.FromUnixTimeMilliseconds(own) : FileTime(path);
    }

    /// <summary>The commits that are there, oldest first, with their times.</summary>
    public static List<(long Version, DateTimeOffset Time, CommitInfo? Info)> All(LogFolder folder)
    {
        var all = new List<(long, DateTimeOffset, CommitInfo?)>(folder.Commits.Count);
        var previous = DateTimeOffset.MinValue;
        foreach (var (version, path) in folder.Commits)
        {
            var info = CommitFile.ReadInfo(path);
            var time = info?.InCommitTimestamp is { } own ? DateTimeOffset.FromUnixTimeMilliseconds(own) : FileTime(path);
            if (time <= previous)
                time = previous.AddMilliseconds(1);
            all.Add((version, time, info));
            previous = time;
        }
        return all;
    }

    private static DateTimeOffset FileTime(string path) =>
        DateTimeOffset.FromUnixTimeMilliseconds(new DateTimeOffset(File.GetLastWriteTimeUtc(path)).ToUnixTimeMilliseconds());
}
