using Edlake.Bundles;

namespace Edlake.Running;

/// <summary>Whether a task runs, from how those it depends on ended: Databricks' <c>run_if</c>. A skipped task counts as one that succeeded.</summary>
internal static class RunIfRule
{
    /// <summary>Null when the task runs; else what becomes of it.</summary>
    internal static RunStatus? Judge(JobTask task, IReadOnlyList<RunStatus> dependencies)
    {
        if (task.Disabled)
            return RunStatus.Excluded;
        if (dependencies.Count == 0)
            return null;
        if (dependencies.Any(status => status == RunStatus.Cancelled))
            return RunStatus.Cancelled;
        if (dependencies.All(status => status == RunStatus.Excluded))
            return RunStatus.Excluded;
        var succeeded = dependencies.Count(status => status is RunStatus.Succeeded or RunStatus.Skipped);
        var failed = dependencies.Count(status => status is RunStatus.Failed or RunStatus.UpstreamFailed);
        return task.RunIf switch
        {
            RunIf.AllSuccess => succeeded == dependencies.Count ? null : failed > 0 ? RunStatus.UpstreamFailed : RunStatus.Excluded,
            RunIf.AtLeastOneSuccess => succeeded > 0 ? null : RunStatus.UpstreamFailed,
            RunIf.NoneFailed => failed == 0 && succeeded > 0 ? null : RunStatus.UpstreamFailed,
            RunIf.AllDone => null,
            RunIf.AtLeastOneFailed => failed > 0 ? null : RunStatus.Excluded,
            RunIf.AllFailed => failed == dependencies.Count ? null : RunStatus.Excluded,
            _ => throw new InvalidOperationException($"A run_if that is not known: {task.RunIf}."),
        };
    }
}
