namespace Edlake.Running;

/// <summary>How a job is to be run.</summary>
/// <param name="Parameters">Job parameters given for this run.</param>
/// <param name="IsFull">Runs every task, also one with nothing new.</param>
/// <param name="Parallelism">How many tasks may run at once.</param>
public sealed record RunOptions(IReadOnlyDictionary<string, string> Parameters, bool IsFull, int Parallelism)
{
    /// <summary>What time statements and parameter references take it to be; the machine's clock unless given. How long the run took is measured all the same.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The run's id, where it must be one that is known before; null for a new one.</summary>
    public string? RunId { get; init; }
}
