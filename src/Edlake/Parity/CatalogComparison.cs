using Edlake.Comparison;

namespace Edlake.Parity;

/// <summary>What differs of which tables, views and schemas there are, and of the views' and schemas' definitions.</summary>
internal static class CatalogComparison
{
    internal static IEnumerable<Difference> Of(WarehouseTables a, WarehouseTables b) =>
    [
        .. FactComparison.Of("table ", Present(a), Present(b)),
        .. FactComparison.Of("view ", Views(a), Views(b)),
        .. FactComparison.Of("schema ", Schemas(a), Schemas(b)),
    ];

    private static Dictionary<string, string?> Present(WarehouseTables side) => side.Tables.Keys.ToDictionary(name => name, string? (_) => "is there");

    private static Dictionary<string, string?> Views(WarehouseTables side)
    {
        var facts = new Dictionary<string, string?>();
        foreach (var (name, view) in side.Views)
        {
            facts[$"{name}: text"] = view.Text;
            facts[$"{name}: names in"] = $"{view.Catalog}.{view.Schema}";
            facts[$"{name}: comment"] = view.Comment;
            facts[$"{name}: columns"] = string.Join(", ", view.Columns.Select(column => column.Comment is null ? column.Name : $"{column.Name} ({column.Comment})"));
            AddProperties(facts, name, view.Properties);
        }

        return facts;
    }

    private static Dictionary<string, string?> Schemas(WarehouseTables side)
    {
        var facts = new Dictionary<string, string?>();
        foreach (var (name, schema) in side.Schemas)
        {
            facts[name] = "is there";
            facts[$"{name}: comment"] = schema?.Comment;
            AddProperties(facts, name, schema?.Properties ?? new Dictionary<string, string>());
        }

        return facts;
    }

    private static void AddProperties(Dictionary<string, string?> facts, string name, IReadOnlyDictionary<string, string> properties)
    {
        foreach (var (key, value) in properties)
            facts[$"{name}: property {key}"] = value;
    }
}
