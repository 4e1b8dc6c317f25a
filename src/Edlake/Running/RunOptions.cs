namespace Edlake.Running;

/// <summary>How a job is to be run.</summary>
/// <param name="Parameters">Job parameters given for this run.</param>
/// <param name="IsFull">Runs every task, also one with nothing new.</param>
/// <param name="Parallelism">How many tasks may run at once.</param>
public sealed record RunOptions(IReadOnlyDictionary<string, string> Parameters, bool IsFull, int Parallelism);
