using Edlake.Delta.Actions;

namespace Edlake.Spark.Shadows;

/// <summary>What a statement changed of a table, in the table's own terms.</summary>
/// <param name="Added">Files in the table's folder now, paths relative to it.</param>
/// <param name="Removed">Files of the table that are no longer part of it.</param>
/// <param name="Metadata">The table's new metadata; null where it stays.</param>
/// <param name="Protocol">The table's new protocol; null where it stays.</param>
/// <param name="Info">What Spark says of its commit: metrics.</param>
internal sealed record ShadowChange(
    IReadOnlyList<AddFile> Added, IReadOnlyList<AddFile> Removed, Metadata? Metadata, Protocol? Protocol, CommitInfo Info)
{
    /// <summary>The files on disk that came with it.</summary>
    internal IReadOnlyList<string> NewFiles { get; init; } = [];

    /// <summary>Whether the table is as it was.</summary>
    internal bool IsNothing => Added.Count == 0 && Removed.Count == 0 && Metadata is null && Protocol is null;

    /// <summary>A figure of Spark's own; 0 where it has none.</summary>
    internal long Metric(string name) =>
        Info.OperationMetrics is { } metrics && metrics.TryGetValue(name, out var text) && long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : 0;
}
