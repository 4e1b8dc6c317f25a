using System.Diagnostics;
using System.Globalization;
using Edlake.Bundles;
using Edlake.Diagnostics;
using Edlake.Engines;
using Edlake.Publishing;

namespace Edlake.Running;

/// <summary>
/// Runs a job: reads its tasks' programs, runs them as the DAG allows, and publishes all that they staged in one go, or nothing when any of
/// them failed.
/// </summary>
public sealed class JobRunner(Warehouse warehouse, EngineChoice engine, IProgress<RunEvent>? progress = null)
{
    /// <summary>Runs the job. What its tasks raise is in the report; errors here: RUN_IN_PROGRESS, and those of reading the job's programs.</summary>
    public async Task<RunReport> RunAsync(Bundle bundle, Job job, RunOptions options, CancellationToken cancellation)
    {
        using var onlyRun = warehouse.TryLockForRun() ?? throw new EdlakeException(
            "RUN_IN_PROGRESS", $"Another run is going on in the workspace {warehouse.Workspace.Root}.", "Wait for it to end, or use another workspace (--workspace DIR).");
        var startedAt = DateTimeOffset.UtcNow;
        var watch = Stopwatch.StartNew();
        var runId = options.RunId ?? $"{startedAt.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N")[..6]}";
        var programs = Programs(bundle, job, options, runId, options.Clock.GetUtcNow());
        var transaction = warehouse.Begin();
        using var opened = new OpenedEngine(engine.Open);
        var tasks = await new TaskScheduler(warehouse, transaction, opened.Get, engine.Version, progress)
            .RunAsync($"{bundle.Name}/{job.Key}@{bundle.Target}", programs, options, cancellation).ConfigureAwait(false);

        RunRecord Record(RunStatus status, string? error) => new(
            runId, job.Key, bundle.Target, $"{engine.Name} {engine.Version}", status, startedAt, watch.Elapsed, [.. programs.Select(program => tasks.Records[program.Task.Key])], error);
        if (tasks.Status is not (RunStatus.Succeeded or RunStatus.Skipped))
            return Unpublished(transaction, Record(tasks.Status, tasks.Errors.Values.FirstOrDefault()?.Message), tasks.Errors);
        return Publish(transaction, Record(tasks.Status, null), tasks.States, cancellation);
    }

    /// <summary>What each task of a job would run, in an order the DAG allows.</summary>
    public static IReadOnlyList<TaskProgram> Programs(Bundle bundle, Job job, RunOptions options, string runId, DateTimeOffset startedAt)
    {
        var context = new ReferenceContext(job.Key, job.Name, runId, startedAt, new Dictionary<string, string>());
        var parameters = job.ParameterValues(options.Parameters).ToDictionary(pair => pair.Key, pair => ParameterReferences.Resolve(pair.Value, context, job.Position));
        return [.. job.Order.Where(task => !task.Disabled).Select(task => TaskProgram.Read(task, context with { JobParameters = parameters }, bundle.Root))];
    }

    private RunReport Publish(WarehouseTransaction transaction, RunRecord record, IReadOnlyList<TaskState> states, CancellationToken cancellation)
    {
        try
        {
            if (transaction.Commits.Count > 0)
                progress?.Report(new PublicationStarted(transaction.Commits.Select(commit => commit.TablePath).Distinct().Count()));
            warehouse.Publish(transaction, record, states, cancellation);
            return new RunReport(record, new Dictionary<string, Exception>());
        }
        catch (Exception error) when (error is EdlakeException or OperationCanceledException)
        {
            var status = error is OperationCanceledException ? RunStatus.Cancelled : RunStatus.Failed;
            return Unpublished(transaction, record with { Status = status, Error = error.Message }, new Dictionary<string, Exception> { [""] = error });
        }
    }

    private RunReport Unpublished(WarehouseTransaction transaction, RunRecord record, IReadOnlyDictionary<string, Exception> errors)
    {
        transaction.Abandon();
        warehouse.Metastore.Record(record);
        return new RunReport(record, errors);
    }

    private sealed class OpenedEngine(Func<IEngine> open) : IDisposable
    {
        private readonly Lazy<IEngine> _engine = new(open);

        public IEngine Get() => _engine.Value;

        public void Dispose()
        {
            if (_engine.IsValueCreated)
                _engine.Value.Dispose();
        }
    }
}
