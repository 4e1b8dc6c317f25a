namespace Edlake.Running;

/// <summary>A task's rows.</summary>
/// <param name="In">Rows of raw files and tables read by the statements that write, each source once.</param>
/// <param name="Kept">Rows written to the task's tables, quarantine tables left out.</param>
/// <param name="Quarantined">Rows written to tables named <c>…_quarantine</c>.</param>
/// <param name="Dropped">Rows of the task's first source that are in neither; null for a task that joins or aggregates, where there is no such figure.</param>
public sealed record TaskRows(long In, long Kept, long Quarantined, long? Dropped);
