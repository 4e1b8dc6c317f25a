using Edlake.Delta.Actions;
using Edlake.Delta.Checkpoints;
using Edlake.Delta.Log;
using Edlake.Delta.Storage;

namespace Edlake.Delta.Transactions;

/// <summary>Puts staged commits into the log: whole or not at all, on disk when the call returns, after everything committed meanwhile.</summary>
public static class Committer
{
    /// <summary>
    /// Commits, rebasing past commits that do not conflict. A commit whose transaction already stands in the log is not put again.
    /// Errors: InvalidOperationException when a commit staged before this one is not in the log.
    /// </summary>
    public static CommitResult Commit(StagedCommit commit) => Commit(commit, null);

    /// <summary>
    /// What <see cref="Commit(StagedCommit)"/> would run into now: the first commit of another that this one may not follow; null when there is none.
    /// Writes nothing.
    /// </summary>
    public static Conflicted? FindConflict(StagedCommit commit)
    {
        var waitingFor = new Queue<string>(commit.Predecessors);
        for (var version = commit.PublishedVersion + 1; File.Exists(LogFolder.CommitPath(commit.TablePath, version)); version++)
        {
            var winner = CommitFile.Read(LogFolder.CommitPath(commit.TablePath, version));
            var txnId = winner.OfType<CommitInfo>().FirstOrDefault()?.TxnId;
            if (txnId == commit.TxnId)
                return null;
            if (txnId is not null && waitingFor.TryPeek(out var next) && next == txnId)
                waitingFor.Dequeue();
            else if (ConflictCheck.Against(commit, version, winner) is { } conflict)
                return conflict;
        }

        return null;
    }

    internal static CommitResult Commit(StagedCommit commit, IPutSteps? steps)
    {
        var waitingFor = new Queue<string>(commit.Predecessors);
        for (var version = commit.PublishedVersion + 1; ; version++)
        {
            var path = LogFolder.CommitPath(commit.TablePath, version);
            if (!File.Exists(path) && TryPut(commit, version, path, waitingFor, steps))
                return new Committed(version) { CheckpointFailure = Checkpoint(commit, version) };
            var winner = CommitFile.Read(path);
            var txnId = winner.OfType<CommitInfo>().FirstOrDefault()?.TxnId;
            if (txnId == commit.TxnId)
                return new Committed(version);
            if (txnId is not null && waitingFor.TryPeek(out var next) && next == txnId)
                waitingFor.Dequeue();
            else if (ConflictCheck.Against(commit, version, winner) is { } conflict)
                return conflict;
        }
    }

    // The commit stands: a checkpoint only makes reading faster, so its failure is reported and fails nothing.
    private static Exception? Checkpoint(StagedCommit commit, long version)
    {
        if (version == 0 || version % commit.CheckpointInterval != 0)
            return null;
        try
        {
            CheckpointWriter.Write(LogReader.Read(LogFolder.List(commit.TablePath), version), DateTimeOffset.UtcNow);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DeltaException)
        {
            return e;
        }
    }

    private static bool TryPut(StagedCommit commit, long version, string path, Queue<string> waitingFor, IPutSteps? steps)
    {
        if (waitingFor.TryPeek(out var missing))
            throw new InvalidOperationException($"The commit {commit.TxnId} of {commit.TablePath} follows {missing}, which is not in the log.");
        Directory.CreateDirectory(LogFolder.Of(commit.TablePath));
        // A gap left by log clean-up is not the end of the log.
        if (LogFolder.List(commit.TablePath).LatestVersion is var latest && latest > version)
            return !File.Exists(path) ? throw DeltaErrors.VersionsNotContiguous(commit.TablePath, commit.PublishedVersion, latest) : false;
        return DurableFile.PutIfAbsent(path, ActionJsonWriter.WriteLines(commit.Actions), steps);
    }
}
