using Edlake.Running;

namespace Edlake.Parity;

/// <summary>What one engine did.</summary>
/// <param name="Engine">The engine's name and version.</param>
/// <param name="Sql">What it answers to <c>version()</c>: the Spark whose SQL it speaks, on a server the server's own; null when its run failed.</param>
/// <param name="Status">How its last run ended.</param>
/// <param name="Runs">Wall time of each run.</param>
/// <param name="Errors">What each task that failed raised, by task.</param>
public sealed record ParitySide(string Engine, string? Sql, RunStatus Status, IReadOnlyList<TimeSpan> Runs, IReadOnlyDictionary<string, string> Errors)
{
    /// <summary>Whether all of it ran.</summary>
    public bool RanWell => Status is RunStatus.Succeeded or RunStatus.Skipped;

    internal static ParitySide Of(IReadOnlyList<RunReport> runs, string? sql) => new(
        runs[^1].Record.Engine, sql, runs[^1].Record.Status, [.. runs.Select(run => run.Record.Duration)], runs[^1].Errors.ToDictionary(pair => pair.Key, pair => pair.Value.Message));

    internal static bool IsWell(RunReport run) => run.Record.Status is RunStatus.Succeeded or RunStatus.Skipped;
}
