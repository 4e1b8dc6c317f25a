using System.Diagnostics;
using System.Globalization;
using Edlake.Bundles;
using Edlake.Diagnostics;
using Edlake.Publishing;

namespace Edlake.Running;

/// <summary>
/// Runs a job: reads its tasks' programs, runs them as the DAG allows, and publishes all that they staged in one go, or nothing when any of
/// them failed.
/// </summary>
/// <param name="warehouse">Whose runs these are: one at a time, and their history.</param>
/// <param name="begin">Begins the work of a run.</param>
/// <param name="progress">Told of what goes on; null when nobody listens.</param>
public sealed class JobRunner(Warehouse warehouse, Func<RunStart, IRunWork> begin, IProgress<RunEvent>? progress = null)
{
    /// <summary>Runs on the warehouse itself, with an engine.</summary>
    public JobRunner(Warehouse warehouse, EngineChoice engine, IProgress<RunEvent>? progress = null)
        : this(warehouse, start => new WarehouseRun(warehouse, engine, start), progress)
    {
    }

    /// <summary>Runs the job. What its tasks raise is in the report; errors here: RUN_IN_PROGRESS, and those of reading the job's programs.</summary>
    public async Task<RunReport> RunAsync(Bundle bundle, Job job, RunOptions options, CancellationToken cancellation)
    {
        using var onlyRun = warehouse.TryLockForRun() ?? throw new EdlakeException(
            "RUN_IN_PROGRESS", $"Another run is going on in the workspace {warehouse.Workspace.Root}.", "Wait for it to end, or use another workspace (--workspace DIR).");
        var startedAt = DateTimeOffset.UtcNow;
        var watch = Stopwatch.StartNew();
        var runId = options.RunId ?? $"{startedAt.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N")[..6]}";
        var programs = Programs(bundle, job, options, runId, options.Clock.GetUtcNow());
        using var work = begin(new RunStart(runId, $"{bundle.Name}/{job.Key}@{bundle.Target}", options, progress));
        var tasks = await new TaskScheduler(work, progress).RunAsync(programs, options.Parallelism, cancellation).ConfigureAwait(false);

        RunRecord Record(RunStatus status, string? error) => new(
            runId, job.Key, bundle.Target, work.Engine, status, startedAt, watch.Elapsed, [.. programs.Select(program => tasks.Records[program.Task.Key])], error);
        if (tasks.Status is not (RunStatus.Succeeded or RunStatus.Skipped))
            return Unpublished(work, Record(tasks.Status, tasks.Errors.Values.FirstOrDefault()?.Message), tasks.Errors);
        return Publish(work, Record(tasks.Status, null), cancellation);
    }

    /// <summary>What each task of a job would run, in an order the DAG allows.</summary>
    public static IReadOnlyList<TaskProgram> Programs(Bundle bundle, Job job, RunOptions options, string runId, DateTimeOffset startedAt)
    {
        var context = new ReferenceContext(job.Key, job.Name, runId, startedAt, new Dictionary<string, string>());
        var parameters = job.ParameterValues(options.Parameters).ToDictionary(pair => pair.Key, pair => ParameterReferences.Resolve(pair.Value, context, job.Position));
        return [.. job.Order.Where(task => !task.Disabled).Select(task => TaskProgram.Read(task, context with { JobParameters = parameters }, bundle.Root))];
    }

    private static RunReport Publish(IRunWork work, RunRecord record, CancellationToken cancellation)
    {
        try
        {
            work.Publish(record, cancellation);
            return new RunReport(record, new Dictionary<string, Exception>());
        }
        catch (Exception error) when (error is EdlakeException or OperationCanceledException)
        {
            var status = error is OperationCanceledException ? RunStatus.Cancelled : RunStatus.Failed;
            return Unpublished(work, record with { Status = status, Error = error.Message }, new Dictionary<string, Exception> { [""] = error });
        }
    }

    private static RunReport Unpublished(IRunWork work, RunRecord record, IReadOnlyDictionary<string, Exception> errors)
    {
        work.Abandon(record);
        return new RunReport(record, errors);
    }
}
