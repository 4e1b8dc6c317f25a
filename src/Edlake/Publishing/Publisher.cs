using Edlake.Delta.Transactions;
using Edlake.Diagnostics;
using Edlake.Metastore;

namespace Edlake.Publishing;

/// <summary>
/// Makes a publication happen whole or not at all: conflicts are looked for first, then the journal decides, then each commit is put and the
/// metastore changed, then the journal is closed. After a crash the next process carries out what the journal holds.
/// </summary>
internal sealed class Publisher(PublicationJournal journal, MetastoreDatabase metastore, string lockPath)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Publishes. Errors: PUBLICATION_CONFLICT when another writer changed what this one depends on (nothing is published then).
    /// Once decided it is not cancelled.
    /// </summary>
    internal void Publish(Publication publication, IReadOnlyList<StagedCommit> commits, CancellationToken cancellation)
    {
        using var exclusive = WorkspaceLock.Exclusive(lockPath, Patience, cancellation);
        foreach (var commit in commits)
        {
            if (Committer.FindConflict(commit) is { } conflict)
                throw Conflict(commit, conflict, "Nothing was published. Run again: it will start from what is there now.");
        }

        cancellation.ThrowIfCancellationRequested();
        journal.Write(publication);
        CarryOut(publication, commits);
    }

    /// <summary>Carries out what a process that died had decided.</summary>
    internal void Recover(CancellationToken cancellation)
    {
        if (!journal.HasPending)
            return;
        using var exclusive = WorkspaceLock.Exclusive(lockPath, Patience, cancellation);
        foreach (var publication in journal.Pending())
            CarryOut(publication, [.. publication.Commits.Select(StagedCommit.FromJson)]);
    }

    private void CarryOut(Publication publication, IReadOnlyList<StagedCommit> commits)
    {
        foreach (var commit in commits)
        {
            if (Committer.Commit(commit) is Conflicted conflict)
            {
                var aside = journal.SetAside(publication.Id);
                throw Conflict(commit, conflict, $"Another engine wrote the table while this publication was under way; tables before it are published, it and those after it are not. Run again with --full to bring all to one state; the publication is kept in {aside}.");
            }
        }

        metastore.Apply(publication.Id, publication.Changes, publication.Run, publication.TaskStates);
        foreach (var folder in publication.Changes.Select(DroppedFolder).Where(Directory.Exists))
            Directory.Delete(folder!, recursive: true);
        journal.Close(publication.Id);
    }

    private static string? DroppedFolder(MetastoreChange change) => change switch
    {
        DropTable drop => drop.Folder,
        DropSchema drop => drop.Folder,
        _ => null,
    };

    private static EdlakeException Conflict(StagedCommit commit, Conflicted conflict, string hint) => new(
        "PUBLICATION_CONFLICT",
        $"Version {conflict.WinningVersion} of {commit.TablePath} was committed by another writer: [{conflict.ErrorClass}] {conflict.Message}",
        hint);
}
