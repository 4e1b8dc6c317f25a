using Edlake.Delta;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Storage;
using Edlake.Delta.Transactions;
using Edlake.Diagnostics;
using Edlake.Metastore;
using Edlake.Sql.Binding;

namespace Edlake.Publishing;

/// <summary>
/// What a run, or a statement of its own, reads and is about to publish. Every table is read at the version it had when the transaction first
/// looked at it, with the transaction's own staged commits on top; nobody else sees those. Safe for the tasks of a run in parallel.
/// </summary>
public sealed class WarehouseTransaction
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Snapshot> _snapshots = new(StringComparer.Ordinal);
    private readonly List<StagedCommit> _commits = [];
    private readonly List<MetastoreChange> _changes = [];
    private readonly WarehouseLayout _layout;

    internal WarehouseTransaction(WarehouseLayout layout, MetastoreState state)
    {
        _layout = layout;
        State = state;
    }

    /// <summary>The metastore with the transaction's own changes.</summary>
    public MetastoreState State { get; private set; }

    /// <summary>Commits staged so far, in order.</summary>
    public IReadOnlyList<StagedCommit> Commits
    {
        get
        {
            lock (_lock)
                return [.. _commits];
        }
    }

    /// <summary>Changes of the metastore staged so far, in order.</summary>
    public IReadOnlyList<MetastoreChange> Changes
    {
        get
        {
            lock (_lock)
                return [.. _changes];
        }
    }

    /// <summary>Where a table of that name is, or would be made.</summary>
    public string FolderOf(TableName name) => State.Tables.TryGetValue(name, out var location) ? location.Folder : _layout.TableFolder(name);

    /// <summary>The table of a name as the transaction sees it; null when there is none.</summary>
    public Snapshot? Find(TableName name)
    {
        if (State.Dropped.Contains(name))
            return null;
        var snapshot = SnapshotOf(FolderOf(name));
        return snapshot.Exists ? snapshot : null;
    }

    /// <summary>The table in a folder as the transaction sees it; one that does not exist is empty at version -1.</summary>
    public Snapshot SnapshotOf(string folder)
    {
        lock (_lock)
        {
            if (!_snapshots.TryGetValue(folder, out var snapshot))
            {
                snapshot = DeltaTable.Exists(folder) ? DeltaTable.Open(folder).Latest() : Snapshot.Empty(folder);
                _snapshots[folder] = snapshot;
            }

            return snapshot;
        }
    }

    /// <summary>The version of the table in a folder, -1 where there is none; cheaper than its snapshot.</summary>
    public long VersionOf(string folder)
    {
        lock (_lock)
            return _snapshots.TryGetValue(folder, out var snapshot) ? snapshot.Version : DeltaTable.LatestVersion(folder);
    }

    /// <summary>
    /// Takes a commit in. Errors: CONCURRENT_TASKS_WRITE_ONE_TABLE when another task of the run staged one on the same version meanwhile.
    /// </summary>
    public void Stage(StagedCommit commit)
    {
        lock (_lock)
        {
            var current = SnapshotOf(commit.TablePath);
            if (current.Version != commit.ReadVersion)
            {
                throw new EdlakeException(
                    "CONCURRENT_TASKS_WRITE_ONE_TABLE",
                    $"Two tasks of the run wrote {commit.TablePath} at the same time: one read version {commit.ReadVersion}, it is at {current.Version} now.",
                    "Let one of the tasks depend on the other (depends_on).");
            }

            _snapshots[commit.TablePath] = current.Apply(commit);
            _commits.Add(commit);
        }
    }

    /// <summary>Takes a change of the metastore in. A table made again after it was dropped here replaces the old one.</summary>
    public void Stage(MetastoreChange change)
    {
        lock (_lock)
        {
            State = State.Apply(change);
            _changes.Add(change);
        }
    }

    /// <summary>Takes back a drop of this transaction, since the table is made again; it then is replaced instead.</summary>
    public void TakeBackDrop(TableName name)
    {
        lock (_lock)
        {
            _changes.RemoveAll(change => change is DropTable drop && drop.Name.Equals(name));
            State = State with { Dropped = State.Dropped.Remove(name) };
        }
    }

    /// <summary>
    /// Deletes the data files of commits that will never be published. Files that a RESTORE names again, and those of other tables that a
    /// SHALLOW CLONE names by absolute path, were there before and stay.
    /// </summary>
    public void Abandon()
    {
        lock (_lock)
        {
            foreach (var commit in _commits.Where(commit => commit.Info.Operation != "RESTORE"))
            {
                foreach (var file in DataFiles.MadeBy(commit))
                    File.Delete(file);
            }

            _commits.Clear();
            _changes.Clear();
            _snapshots.Clear();
        }
    }
}
