using System.Collections.Concurrent;
using System.Diagnostics;
using Edlake.Diagnostics;

namespace Edlake.Running;

/// <summary>Runs tasks side by side as far as the DAG and the setting allow; a failed task stops those that need it and no others, so that one run shows every error.</summary>
internal sealed class TaskScheduler(IRunWork work, IProgress<RunEvent>? progress)
{
    private readonly ConcurrentDictionary<string, Exception> _errors = new();

    internal async Task<ScheduledTasks> RunAsync(IReadOnlyList<TaskProgram> programs, int parallelism, CancellationToken cancellation)
    {
        using var slots = new SemaphoreSlim(Math.Max(1, parallelism));
        var running = new Dictionary<string, Task<TaskRecord>>();
        foreach (var program in programs)
        {
            var dependencies = program.Task.DependsOn.Where(edge => running.ContainsKey(edge.TaskKey)).Select(edge => running[edge.TaskKey]).ToList();
            running[program.Task.Key] = RunAsync(program, dependencies, slots, cancellation);
        }

        var records = await Task.WhenAll(running.Values).ConfigureAwait(false);
        return new ScheduledTasks(records.ToDictionary(record => record.Task), _errors);
    }

    private async Task<TaskRecord> RunAsync(TaskProgram program, List<Task<TaskRecord>> dependencies, SemaphoreSlim slots, CancellationToken cancellation)
    {
        var before = await Task.WhenAll(dependencies).ConfigureAwait(false);
        var left = RunIfRule.Judge(program.Task, [.. before.Select(record => record.Status)]);
        if (left is null && cancellation.IsCancellationRequested)
            left = RunStatus.Cancelled;
        var record = left is { } status
            ? new TaskRecord(program.Task.Key, status, TimeSpan.Zero, null, [], null)
            : await InSlotAsync(slots, () => Run(program, cancellation)).ConfigureAwait(false);
        progress?.Report(new TaskEnded(record.Task, record));
        return record;
    }

    private static async Task<TaskRecord> InSlotAsync(SemaphoreSlim slots, Func<TaskRecord> run)
    {
        await slots.WaitAsync().ConfigureAwait(false);
        try
        {
            return await Task.Run(run).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }

    private TaskRecord Run(TaskProgram program, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (program.Task.TimeoutSeconds > 0)
            timeout.CancelAfter(TimeSpan.FromSeconds(program.Task.TimeoutSeconds));
        try
        {
            return work.Run(program, timeout.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new TaskRecord(program.Task.Key, RunStatus.Cancelled, watch.Elapsed, null, [], null);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return Failed(program, watch.Elapsed, new EdlakeException("TASK_TIMED_OUT", $"The task '{program.Task.Key}' ran longer than its timeout_seconds, {program.Task.TimeoutSeconds}.", "Raise timeout_seconds, or make the task faster.", program.Task.Position));
        }
        catch (Exception error)
        {
            return Failed(program, watch.Elapsed, error);
        }
    }

    // Every error of a task ends here, is kept, and is shown once at the end of the run.
    private TaskRecord Failed(TaskProgram program, TimeSpan duration, Exception error)
    {
        _errors[program.Task.Key] = error;
        return new TaskRecord(program.Task.Key, RunStatus.Failed, duration, null, [], error.Message);
    }
}
