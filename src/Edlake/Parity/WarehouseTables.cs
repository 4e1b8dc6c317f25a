using Edlake.Delta;
using Edlake.Delta.Snapshots;
using Edlake.Diagnostics;
using Edlake.Metastore;
using Edlake.Publishing;
using Edlake.Sessions;
using Edlake.Sql.Binding;

namespace Edlake.Parity;

/// <summary>All that is in a workspace: tables by name, tables that lie in it without one, views, schemas.</summary>
/// <param name="Tables">By name; a table without one by its path, <c>delta.`dbfs:/x`</c>.</param>
/// <param name="Views">By name.</param>
/// <param name="Schemas">By name.</param>
internal sealed record WarehouseTables(
    IReadOnlyDictionary<string, Snapshot> Tables, IReadOnlyDictionary<string, StoredView> Views, IReadOnlyDictionary<string, SchemaEntry?> Schemas)
{
    /// <summary>Errors: PARITY_TABLE_ELSEWHERE for a table outside of the workspace, which both runs would write.</summary>
    internal static WarehouseTables Of(Warehouse warehouse)
    {
        var transaction = warehouse.Begin();
        var catalog = new SqlSession(warehouse, () => throw new InvalidOperationException("Names need no engine.")).Catalog(transaction);
        var (tables, views, schemas) = (new Dictionary<string, Snapshot>(), new Dictionary<string, StoredView>(), new Dictionary<string, SchemaEntry?>());
        foreach (var (catalogName, schema) in catalog.Catalogs().SelectMany(one => catalog.Schemas(one).Select(schema => (one, schema))))
        {
            schemas[$"{catalogName}.{schema}"] = transaction.State.Schemas.GetValueOrDefault(MetastoreState.SchemaKey(catalogName, schema));
            foreach (var table in catalog.Tables(catalogName, schema).Select(table => new TableName(catalogName, schema, table)))
                tables[Label(table)] = transaction.Find(table)!;
            foreach (var view in catalog.Views(catalogName, schema).Select(view => new TableName(catalogName, schema, view)))
                views[Label(view)] = transaction.State.Views[view];
        }

        foreach (var (name, table) in tables.Where(table => !IsBelow(table.Value.TablePath, warehouse.Workspace.Root)))
        {
            throw new EdlakeException(
                "PARITY_TABLE_ELSEWHERE", $"The table {name} lies outside of the workspace, in {table.TablePath}: both runs would write it.", "Give it a LOCATION below dbfs:/ or /Volumes, or none.");
        }

        AddUnnamed(tables, warehouse.Workspace);
        return new WarehouseTables(tables, views, schemas);
    }

    private static void AddUnnamed(Dictionary<string, Snapshot> tables, Workspace workspace)
    {
        var named = tables.Values.Select(table => table.TablePath).ToHashSet(StringComparer.Ordinal);
        var roots = new[] { "dbfs", "Volumes" }.Select(root => Path.Combine(workspace.Root, root)).Where(Directory.Exists);
        foreach (var log in roots.SelectMany(root => Directory.EnumerateDirectories(root, "_delta_log", SearchOption.AllDirectories)))
        {
            var folder = Path.GetDirectoryName(log)!;
            if (!named.Contains(folder) && DeltaTable.Exists(folder))
                tables[$"delta.`{workspace.Display(folder)}`"] = DeltaTable.Open(folder).Latest();
        }
    }

    private static string Label(TableName name) =>
        name.Catalog.Equals(TableName.DefaultCatalog, StringComparison.OrdinalIgnoreCase) ? $"{name.Schema}.{name.Name}" : $"{name.Catalog}.{name.Schema}.{name.Name}";

    private static bool IsBelow(string path, string root) => Path.GetFullPath(path).StartsWith(Path.GetFullPath(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
