namespace Edlake.Comparison;

/// <summary>Something that is not the same on both sides.</summary>
/// <param name="What">What it is: <c>column amount: type</c>, <c>property delta.appendOnly</c>.</param>
/// <param name="A">What A has; null for nothing.</param>
/// <param name="B">What B has; null for nothing.</param>
public sealed record Difference(string What, string? A, string? B);
