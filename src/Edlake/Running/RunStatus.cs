namespace Edlake.Running;

/// <summary>How a run or a task ended.</summary>
public enum RunStatus
{
    /// <summary>Ran and was published.</summary>
    Succeeded,

    /// <summary>Had nothing new to do.</summary>
    Skipped,

    /// <summary>Raised an error; nothing of the run was published.</summary>
    Failed,

    /// <summary>Did not run, since a task it depends on failed.</summary>
    UpstreamFailed,

    /// <summary>Did not run, since its <c>run_if</c> or a condition left it out, or it is disabled.</summary>
    Excluded,

    /// <summary>Stopped by the user.</summary>
    Cancelled,
}
