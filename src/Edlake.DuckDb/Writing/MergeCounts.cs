namespace Edlake.DuckDb.Writing;

/// <summary>How many rows of a target a kind of MERGE clause changes.</summary>
internal readonly record struct MergeCounts(long Updated, long Deleted);
