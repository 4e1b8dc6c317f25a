using System.Globalization;
using Edlake.Comparison;
using Edlake.Delta;
using Edlake.Delta.Snapshots;

namespace Edlake.Parity;

/// <summary>What differs of the operations that made a table: version by version the operation, its parameters and the rows it counted. Files, bytes and times are each engine's own.</summary>
internal static class HistoryComparison
{
    // Rows that an operation counted; numTargetRowsCopied and the like depend on which rows lie in one file.
    private static readonly HashSet<string> RowMetrics =
    [
        "numOutputRows", "numDeletedRows", "numUpdatedRows", "numSourceRows", "numTargetRowsInserted", "numTargetRowsUpdated", "numTargetRowsDeleted",
        "numTargetRowsMatchedUpdated", "numTargetRowsMatchedDeleted", "numTargetRowsNotMatchedBySourceUpdated", "numTargetRowsNotMatchedBySourceDeleted",
    ];

    internal static IReadOnlyList<Difference> Of(Snapshot a, Workspace workspaceA, Snapshot b, Workspace workspaceB) => [.. FactComparison.Of("", Facts(a, workspaceA), Facts(b, workspaceB))];

    private static Dictionary<string, string?> Facts(Snapshot table, Workspace workspace)
    {
        var facts = new Dictionary<string, string?>();
        foreach (var entry in DeltaTable.Open(table.TablePath).History())
        {
            var version = $"version {entry.Version.ToString("000", CultureInfo.InvariantCulture)}";
            facts[version] = entry.CommitInfo?.Operation;
            foreach (var (name, value) in entry.CommitInfo?.OperationParameters ?? new Dictionary<string, string>())
                facts[$"{version} parameter {name}"] = value.Replace(workspace.Root, "<workspace>", StringComparison.Ordinal);
            foreach (var (name, value) in (entry.CommitInfo?.OperationMetrics ?? new Dictionary<string, string>()).Where(metric => RowMetrics.Contains(metric.Key)))
                facts[$"{version} {name}"] = value;
        }

        return facts;
    }
}
