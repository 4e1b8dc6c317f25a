using System.Globalization;
using Edlake.Comparison;
using Edlake.Delta.Snapshots;
using Edlake.Schemas;

namespace Edlake.Parity;

/// <summary>What differs of a table besides columns and rows: properties with the constraints in them, partitioning, clustering, comment, table features.</summary>
internal static class DefinitionComparison
{
    internal static IReadOnlyList<Difference> Of(Snapshot a, Snapshot b) =>
    [
        .. FactComparison.Of("", Facts(a), Facts(b)),
        .. FactComparison.Of("property ", Properties(a), Properties(b)),
    ];

    private static Dictionary<string, string?> Facts(Snapshot table) => new()
    {
        ["comment"] = table.Metadata.Description,
        ["name"] = table.Metadata.Name,
        ["format"] = table.Metadata.FormatProvider,
        ["partitioned by"] = string.Join(", ", table.PartitionColumns),
        ["clustered by"] = string.Join(", ", ClusteringColumns.Of(table).Select(path => string.Join('.', path))),
        ["reader version"] = table.Protocol.MinReaderVersion.ToString(CultureInfo.InvariantCulture),
        ["writer version"] = table.Protocol.MinWriterVersion.ToString(CultureInfo.InvariantCulture),
        ["reader features"] = string.Join(", ", (table.Protocol.ReaderFeatures ?? []).Order(StringComparer.Ordinal)),
        ["writer features"] = string.Join(", ", (table.Protocol.WriterFeatures ?? []).Order(StringComparer.Ordinal)),
    };

    private static Dictionary<string, string?> Properties(Snapshot table) => table.Configuration.ToDictionary(pair => pair.Key, string? (pair) => pair.Value);
}
