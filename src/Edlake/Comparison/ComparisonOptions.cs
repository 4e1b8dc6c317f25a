namespace Edlake.Comparison;

/// <summary>How tables are to be compared.</summary>
/// <param name="Key">Columns to pair rows up by; null for the primary key that both declare, where they do.</param>
/// <param name="Limit">How many differing rows to list; counts are always complete.</param>
public sealed record ComparisonOptions(IReadOnlyList<string>? Key, int Limit);
