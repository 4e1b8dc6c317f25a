namespace Edlake.Running;

/// <summary>A run as the history keeps it.</summary>
/// <param name="RunId">Unique; sorts by start.</param>
/// <param name="Job">The job's key.</param>
/// <param name="Target">The bundle's target.</param>
/// <param name="Engine">The engine's name and version.</param>
/// <param name="Status">How it ended.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="Duration">Wall time.</param>
/// <param name="Tasks">Each task, in the order of the DAG.</param>
/// <param name="Error">What went wrong, one line; null when nothing did.</param>
public sealed record RunRecord(
    string RunId,
    string Job,
    string Target,
    string Engine,
    RunStatus Status,
    DateTimeOffset StartedAt,
    TimeSpan Duration,
    IReadOnlyList<TaskRecord> Tasks,
    string? Error);
