namespace Edlake.Running;

/// <summary>
/// A task of a run.
/// </summary>
/// <param name="Task">The task's key.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Duration">Wall time.</param>
/// <param name="Rows">What it read and wrote; null when it did not run.</param>
/// <param name="Tables">Tables it wrote, with the version it left them at.</param>
/// <param name="Error">What went wrong, or null.</param>
public sealed record TaskRecord(string Task, RunStatus Status, TimeSpan Duration, TaskRows? Rows, IReadOnlyList<TableWrite> Tables, string? Error)
{
    /// <summary>What its last statement answered, when it is a query; null otherwise. A skipped task has its last published answer.</summary>
    public TaskOutput? Output { get; init; }
}
