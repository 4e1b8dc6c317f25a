using Edlake.Sql.Diagnostics;

namespace Edlake.Bundles;

/// <summary>One task of a job: a node of its graph.</summary>
/// <param name="Key">The <c>task_key</c>.</param>
/// <param name="DependsOn">The tasks that must have ended before this one is judged.</param>
/// <param name="RunIf">What their results must be.</param>
/// <param name="Body">What it does.</param>
/// <param name="Position">Where the task is defined.</param>
public sealed record JobTask(
    string Key, IReadOnlyList<TaskDependency> DependsOn, RunIf RunIf, TaskBody Body, SourcePosition Position)
{
    /// <summary>Never runs; its dependants treat it as excluded.</summary>
    public bool Disabled { get; init; }

    /// <summary>Attempts after the first; 0 = none, −1 = without end.</summary>
    public int MaxRetries { get; init; }

    /// <summary>Pause between attempts, from the start of the failed one.</summary>
    public int MinRetryIntervalMilliseconds { get; init; }

    /// <summary>Whether an attempt that ran out of time is tried again.</summary>
    public bool RetryOnTimeout { get; init; }

    /// <summary>Seconds an attempt may take; 0 = any.</summary>
    public int TimeoutSeconds { get; init; }
}
