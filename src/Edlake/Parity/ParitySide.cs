using Edlake.Running;

namespace Edlake.Parity;

/// <summary>One of the two runs.</summary>
/// <param name="Engine">The engine's name and version.</param>
/// <param name="Status">How the run ended.</param>
/// <param name="Duration">Wall time.</param>
/// <param name="Errors">What each task that failed raised, by task.</param>
public sealed record ParitySide(string Engine, RunStatus Status, TimeSpan Duration, IReadOnlyDictionary<string, string> Errors)
{
    internal static ParitySide Of(RunReport run) =>
        new(run.Record.Engine, run.Record.Status, run.Record.Duration, run.Errors.ToDictionary(pair => pair.Key, pair => pair.Value.Message));
}
