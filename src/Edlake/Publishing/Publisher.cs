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
        foreach (var commit in commits.Select(commit => Moved(commit, publication.Changes)))
        {
            if (Committer.Commit(commit) is Conflicted conflict)
            {
                var aside = journal.SetAside(publication.Id);
                throw Conflict(commit, conflict, $"Another engine wrote the table while this publication was under way; tables before it are published, it and those after it are not. Run again with --full to bring all to one state; the publication is kept in {aside}.");
            }
        }

        metastore.Apply(publication.Id, publication.Changes, publication.Run, publication.TaskStates);
        foreach (var change in publication.Changes)
            ChangeFolders(change);
        journal.Close(publication.Id);
    }

    // Done twice, as after a crash, it does nothing the second time.
    private static void ChangeFolders(MetastoreChange change)
    {
        if (change is MoveTable { Target: { } target } move && Directory.Exists(move.Folder) && !Directory.Exists(target))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Directory.Move(move.Folder, target);
        }

        if (DroppedFolder(change) is { } folder && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    // After a crash a renamed table may have moved already: its commits then stand in the log at the new place.
    private static StagedCommit Moved(StagedCommit commit, IReadOnlyList<MetastoreChange> changes) =>
        changes.OfType<MoveTable>().FirstOrDefault(move => move.Folder == commit.TablePath) is { Target: { } target } && !Directory.Exists(commit.TablePath) && Directory.Exists(target)
            ? commit with { TablePath = target }
            : commit;

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
