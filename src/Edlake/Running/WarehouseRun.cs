using System.Collections.Concurrent;
using System.Diagnostics;
using Edlake.Engines;
using Edlake.Publishing;

namespace Edlake.Running;

/// <summary>A run on a warehouse: tasks stage into one transaction, which is published at the end. The engine is opened when a task first needs it.</summary>
internal sealed class WarehouseRun : IRunWork
{
    private readonly Warehouse _warehouse;
    private readonly RunStart _start;
    private readonly string _engineVersion;
    private readonly Lazy<IEngine> _engine;
    private readonly WarehouseTransaction _transaction;
    private readonly IReadOnlyDictionary<string, TaskState> _published;
    private readonly ConcurrentBag<TaskState> _states = [];

    internal WarehouseRun(Warehouse warehouse, EngineChoice engine, RunStart start)
    {
        _warehouse = warehouse;
        _start = start;
        _engineVersion = engine.Version;
        _engine = new Lazy<IEngine>(engine.Open);
        _transaction = warehouse.Begin();
        _published = start.Options.IsFull ? new Dictionary<string, TaskState>() : warehouse.Metastore.TaskStates(start.Job);
        Engine = $"{engine.Name} {engine.Version}";
    }

    /// <inheritdoc />
    public string Engine { get; }

    /// <inheritdoc />
    public TaskRecord Run(TaskProgram program, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var fingerprint = program.Fingerprint(_engineVersion);
        if (_published.TryGetValue(program.Task.Key, out var published) && published.Program == fingerprint && TaskInputs.AreUnchanged(published, _transaction, _warehouse.Workspace))
            return new TaskRecord(program.Task.Key, RunStatus.Skipped, watch.Elapsed, null, [], null) { Output = published.Output };
        var (record, state) = new TaskRun(_warehouse, _transaction, () => _engine.Value, _start.Options.Clock, _start.Progress).Run(program, _start.Job, fingerprint, cancellation);
        _states.Add(state);
        return record;
    }

    /// <inheritdoc />
    public void Publish(RunRecord record, CancellationToken cancellation)
    {
        if (_transaction.Commits.Count > 0)
            _start.Progress?.Report(new PublicationStarted(_transaction.Commits.Select(commit => commit.TablePath).Distinct().Count()));
        _warehouse.Publish(_transaction, record, [.. _states], cancellation);
    }

    /// <inheritdoc />
    public void Abandon(RunRecord record)
    {
        _transaction.Abandon();
        _warehouse.Metastore.Record(record);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_engine.IsValueCreated)
            _engine.Value.Dispose();
    }
}
