using Edlake.Delta.Actions;
using Edlake.Delta.Snapshots;

namespace Edlake.Engines;

/// <summary>A table about to be made or replaced by a query.</summary>
/// <param name="Base">What stands in its folder now: an empty snapshot when nothing does. Its files go when the table is replaced.</param>
/// <param name="Metadata">Schema, partitioning, properties and comment of the new table; for a replaced table its id is the old one's.</param>
public sealed record NewTable(Snapshot Base, Metadata Metadata);
