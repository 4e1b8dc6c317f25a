namespace Edlake.Bundles;

/// <summary>What dynamic value references stand for in one run, or in one task of it.</summary>
/// <param name="JobId">Number or key of the job.</param>
/// <param name="JobName">Its name.</param>
/// <param name="RunId">The run.</param>
/// <param name="StartTime">When the run began.</param>
/// <param name="JobParameters">The job's parameters with the values of this run.</param>
public sealed record ReferenceContext(
    string JobId, string JobName, string RunId, DateTimeOffset StartTime, IReadOnlyDictionary<string, string> JobParameters)
{
    /// <summary>How often the run was repaired.</summary>
    public int RepairCount { get; init; }

    /// <summary>What set the run off.</summary>
    public string TriggerType { get; init; } = "onetime";

    /// <summary>The task whose text it is; null for the job's own.</summary>
    public string? TaskName { get; init; }

    /// <summary>The run of that task.</summary>
    public string? TaskRunId { get; init; }

    /// <summary>Attempts of that task, this one included.</summary>
    public int TaskExecutionCount { get; init; } = 1;

    /// <summary>The tasks that have ended, by key.</summary>
    public IReadOnlyDictionary<string, TaskOutcome> Tasks { get; init; } = new Dictionary<string, TaskOutcome>();
}
