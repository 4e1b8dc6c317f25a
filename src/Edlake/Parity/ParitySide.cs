using Edlake.Running;

namespace Edlake.Parity;

/// <summary>What one engine did.</summary>
/// <param name="Engine">The engine's name and version.</param>
/// <param name="Status">How its last run ended.</param>
/// <param name="Runs">Wall time of each run.</param>
/// <param name="Errors">What each task that failed raised, by task.</param>
public sealed record ParitySide(string Engine, RunStatus Status, IReadOnlyList<TimeSpan> Runs, IReadOnlyDictionary<string, string> Errors)
{
    /// <summary>Whether all of it ran.</summary>
    public bool RanWell => Status is RunStatus.Succeeded or RunStatus.Skipped;

    internal static ParitySide Of(IReadOnlyList<RunReport> runs) => new(
        runs[^1].Record.Engine, runs[^1].Record.Status, [.. runs.Select(run => run.Record.Duration)], runs[^1].Errors.ToDictionary(pair => pair.Key, pair => pair.Value.Message));

    internal static bool IsWell(RunReport run) => run.Record.Status is RunStatus.Succeeded or RunStatus.Skipped;
}
