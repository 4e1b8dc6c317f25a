namespace Edlake.Running;

/// <summary>How the tasks of a run ended.</summary>
/// <param name="Records">By task key.</param>
/// <param name="Errors">By task key.</param>
internal sealed record ScheduledTasks(IReadOnlyDictionary<string, TaskRecord> Records, IReadOnlyDictionary<string, Exception> Errors)
{
    /// <summary>The run's status: stricter than Databricks, since a run is one transaction and any failure leaves nothing to publish.</summary>
    internal RunStatus Status =>
        Records.Values.Any(record => record.Status == RunStatus.Cancelled) ? RunStatus.Cancelled
        : Errors.Count > 0 || Records.Values.Any(record => record.Status is RunStatus.Failed or RunStatus.UpstreamFailed) ? RunStatus.Failed
        : Records.Values.All(record => record.Status is RunStatus.Skipped or RunStatus.Excluded) ? RunStatus.Skipped
        : RunStatus.Succeeded;
}
