namespace Edlake.Running;

/// <summary>How a run ended.</summary>
/// <param name="Record">What the history keeps.</param>
/// <param name="Errors">The error of each task that failed, by task key, and of the publication under the empty key.</param>
public sealed record RunReport(RunRecord Record, IReadOnlyDictionary<string, Exception> Errors);
