using Edlake.Publishing;
using Edlake.Running;
using Edlake.Spark.Connect;

namespace Edlake.Spark.Remote;

/// <summary>
/// A run on a server that keeps the tables itself, as Databricks does: statements go there as they are written and take effect at once. When the run
/// fails or is cancelled, each table it changed is restored to the version it had (one that it made is dropped); after a crash the next run does so
/// first. Until then others on the server can see a part of a run, which is the one promise that cannot be kept from outside.
/// </summary>
public sealed class RemoteRun : IRunWork
{
    private readonly Warehouse _warehouse;
    private readonly SparkConnectionString _connection;
    private readonly SparkConnectOptions _options;
    private readonly RunStart _start;
    private readonly SparkConnectSession _session;
    private readonly RemoteChanges _changes;

    private RemoteRun(Warehouse warehouse, SparkConnectionString connection, SparkConnectOptions options, RunStart start, SparkConnectSession session)
    {
        (_warehouse, _connection, _options, _start, _session) = (warehouse, connection, options, start, session);
        _changes = new RemoteChanges(RemoteJournal.Begin(warehouse.Workspace, connection.ToString(), start.RunId));
    }

    /// <summary>The name that <c>--engine</c> takes.</summary>
    public const string EngineName = "databricks";

    /// <inheritdoc />
    public string Engine => $"{EngineName} spark {_session.SparkVersion}";

    /// <summary>Connects, takes back what a dead run left, and begins. Errors: those of the connection; REMOTE_RUN_UNFINISHED, REMOTE_TABLE_CHANGED_BY_OTHERS.</summary>
    public static RemoteRun Begin(Warehouse warehouse, SparkConnectionString connection, SparkConnectOptions options, RunStart start, CancellationToken cancellation)
    {
        var left = RemoteJournal.Left(warehouse.Workspace, connection.ToString());
        var session = Wait(SparkConnectSession.OpenAsync(connection.WithNewSession(), options, cancellation));
        try
        {
            foreach (var journal in left)
                Wait(new RemoteChanges(journal).TakeBackAsync(new RemoteTables(session), cancellation));

            return new RemoteRun(warehouse, connection, options, start, session);
        }
        catch
        {
            Wait(session.DisposeAsync().AsTask());
            throw;
        }
    }

    /// <inheritdoc />
    public TaskRecord Run(TaskProgram program, CancellationToken cancellation) => Wait(RunAsync(program, cancellation));

    /// <inheritdoc />
    public void Publish(RunRecord record, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _changes.Keep();
        _warehouse.Metastore.Record(record);
    }

    /// <inheritdoc />
    public void Abandon(RunRecord record)
    {
        _warehouse.Metastore.Record(record);
        Wait(_changes.TakeBackAsync(new RemoteTables(_session), CancellationToken.None));
    }

    /// <inheritdoc />
    public void Dispose() => Wait(_session.DisposeAsync().AsTask());

    // Each task has a session of its own: views, variables and settings of one are not there in another.
    private async Task<TaskRecord> RunAsync(TaskProgram program, CancellationToken cancellation)
    {
        var session = await SparkConnectSession.OpenAsync(_connection.WithNewSession(), _options, cancellation).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.SetConfigAsync("spark.databricks.delta.commitInfo.userMetadata", _changes.Mark, cancellation).ConfigureAwait(false);
            return await new RemoteTask(session, _changes, _start, program).RunAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
