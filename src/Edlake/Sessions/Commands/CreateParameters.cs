using Edlake.Delta.Actions;
using Edlake.Delta.TableFeatures;

namespace Edlake.Sessions.Commands;

/// <summary>What the commit of a CREATE TABLE says.</summary>
internal static class CreateParameters
{
    internal static Dictionary<string, string> Of(
        Metadata metadata, string? description, IEnumerable<IReadOnlyList<string>> clusterBy, bool isManaged, IEnumerable<KeyValuePair<string, string>> properties) => new()
        {
            ["partitionBy"] = OperationParameters.Json(metadata.PartitionColumns),
            ["clusterBy"] = OperationParameters.Json(clusterBy.Select(OperationParameters.Path)),
            ["description"] = OperationParameters.Text(description),
            ["isManaged"] = OperationParameters.Text(isManaged ? "true" : "false"),
            ["properties"] = OperationParameters.Json(properties.Where(pair => !pair.Key.StartsWith(TableProperties.FeaturePrefix, StringComparison.Ordinal)).ToDictionary()),
        };
}
