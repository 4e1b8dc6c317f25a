using Edlake.Metastore;
using Edlake.Running;

namespace Edlake.Publishing;

/// <summary>
/// The tables, views and history of a workspace. Opening it first finishes a publication that a process left behind, so whoever opens it sees
/// every run whole.
/// </summary>
public sealed class Warehouse
{
    private readonly Publisher _publisher;
    private readonly string _lockPath;

    private Warehouse(Workspace workspace, MetastoreDatabase metastore)
    {
        Workspace = workspace;
        Metastore = metastore;
        Layout = new WarehouseLayout(workspace);
        _lockPath = Path.Combine(workspace.StateRoot, "publish.lock");
        _publisher = new Publisher(new PublicationJournal(Path.Combine(workspace.StateRoot, "journal")), metastore, _lockPath);
    }

    /// <summary>Where it is.</summary>
    public Workspace Workspace { get; }

    /// <summary>Schemas, views, run history.</summary>
    public MetastoreDatabase Metastore { get; }

    /// <summary>Which folder holds which table.</summary>
    public WarehouseLayout Layout { get; }

    /// <summary>Opens a workspace's warehouse, making it where there is none.</summary>
    public static Warehouse Open(Workspace workspace, CancellationToken cancellation)
    {
        var warehouse = new Warehouse(workspace, MetastoreDatabase.Open(Path.Combine(workspace.StateRoot, "metastore.db")));
        warehouse._publisher.Recover(cancellation);
        return warehouse;
    }

    /// <summary>Begins a transaction on what is published now.</summary>
    public WarehouseTransaction Begin() => new(Layout, Metastore.Load());

    /// <summary>Runs a look at several tables during which nothing is published.</summary>
    public T Look<T>(Func<T> look, CancellationToken cancellation)
    {
        _publisher.Recover(cancellation);
        using var shared = WorkspaceLock.Shared(_lockPath, TimeSpan.FromMinutes(2), cancellation);
        return look();
    }

    /// <summary>
    /// Publishes all that a transaction staged, in one go; does nothing when it staged nothing and there is no run to record.
    /// Errors: PUBLICATION_CONFLICT.
    /// </summary>
    public void Publish(WarehouseTransaction transaction, RunRecord? run, IReadOnlyList<TaskState> taskStates, CancellationToken cancellation)
    {
        var commits = transaction.Commits;
        var changes = transaction.Changes;
        if (commits.Count == 0 && changes.Count == 0)
        {
            if (run is not null)
                Metastore.Apply(run.RunId, [], run, taskStates);
            return;
        }

        var publication = new Publication(run?.RunId ?? Guid.NewGuid().ToString("N"), [.. commits.Select(commit => commit.ToJson())], changes, run, taskStates);
        _publisher.Publish(publication, commits, cancellation);
    }

    /// <summary>The lock that one run at a time holds; null when another run holds it.</summary>
    public WorkspaceLock? TryLockForRun() => WorkspaceLock.TryExclusive(Path.Combine(Workspace.StateRoot, "run.lock"));
}
