using System.Text.Encodings.Web;
using System.Text.Json;
using Edlake.Delta.Actions;
using Edlake.Delta.Schema;
using Edlake.Delta.Snapshots;

namespace Edlake.Schemas;

/// <summary>CLUSTER BY: kept in the table's domain metadata, by the names that the columns have in the data files.</summary>
public static class ClusteringColumns
{
    private const string Domain = "delta.clustering";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The most columns a table may be clustered by.</summary>
    public const int Most = 4;

    /// <summary>The paths of a table's clustering columns; none when it is not clustered.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(Snapshot snapshot)
    {
        if (!snapshot.Domains.TryGetValue(Domain, out var domain))
            return [];
        using var document = JsonDocument.Parse(domain.Configuration);
        return document.RootElement.TryGetProperty("clusteringColumns", out var columns)
            ? [.. columns.EnumerateArray().Select(column => Logical(snapshot.Schema, [.. column.EnumerateArray().Select(part => part.GetString()!)]))]
            : [];
    }

    /// <summary>The domain that says a table is clustered so.</summary>
    public static DomainMetadata ToDomain(StructType schema, IReadOnlyList<IReadOnlyList<string>> columns)
    {
        var physical = columns.Select(path => Physical(schema, path)).ToList();
        return new DomainMetadata(Domain, $$"""{"clusteringColumns":{{JsonSerializer.Serialize(physical, Relaxed)}},"domainName":"{{Domain}}"}""", false);
    }

    private static List<string> Physical(StructType schema, IReadOnlyList<string> path) => Walk(schema, path, (row, name) => row.Find(name), field => field.PhysicalName);

    private static List<string> Logical(StructType schema, IReadOnlyList<string> path) =>
        Walk(schema, path, (row, name) => row.Fields.FirstOrDefault(field => field.PhysicalName == name), field => field.Name);

    private static List<string> Walk(StructType schema, IReadOnlyList<string> path, Func<StructType, string, StructField?> find, Func<StructField, string> name)
    {
        var names = new List<string>();
        DataType? type = schema;
        foreach (var part in path)
        {
            var field = type is StructType row ? find(row, part) : null;
            names.Add(field is null ? part : name(field));
            type = field?.Type;
        }

        return names;
    }
}
