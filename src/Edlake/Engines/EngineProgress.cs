namespace Edlake.Engines;

/// <summary>How far a statement is.</summary>
/// <param name="Fraction">0 to 1, or null when it cannot be told.</param>
/// <param name="Rows">Rows processed so far, or null.</param>
public sealed record EngineProgress(double? Fraction, long? Rows);
