using Edlake.Sql.Binding;

namespace Edlake.Metastore;

/// <summary>
/// Where managed tables lie: Spark's own layout, <c>&lt;warehouse&gt;/&lt;schema&gt;.db/&lt;table&gt;</c>, tables of <c>default</c> in the warehouse itself.
/// Other catalogs have a warehouse each, <c>&lt;workspace&gt;/catalogs/&lt;catalog&gt;</c>.
/// </summary>
public sealed record WarehouseLayout(Workspace Workspace)
{
    /// <summary>The schema that is always there.</summary>
    public const string DefaultSchema = "default";

    private string CatalogsRoot => Path.Combine(Workspace.Root, "catalogs");

    /// <summary>Both names of the built-in catalog are one.</summary>
    public static string Canonical(string catalog) =>
        catalog.Equals("hive_metastore", StringComparison.OrdinalIgnoreCase) ? TableName.DefaultCatalog : catalog.ToLowerInvariant();

    /// <summary>The folder of a schema's tables, absolute.</summary>
    public string SchemaFolder(string catalog, string schema)
    {
        var root = catalog.Equals(TableName.DefaultCatalog, StringComparison.OrdinalIgnoreCase)
            ? Workspace.WarehouseRoot
            : Path.Combine(CatalogsRoot, catalog.ToLowerInvariant());
        return schema.Equals(DefaultSchema, StringComparison.OrdinalIgnoreCase) ? root : Path.Combine(root, $"{schema.ToLowerInvariant()}.db");
    }

    /// <summary>The folder of a managed table, absolute.</summary>
    public string TableFolder(TableName name) => Path.Combine(SchemaFolder(name.Catalog, name.Schema), name.Name.ToLowerInvariant());

    /// <summary>Catalogs besides the built-in one that are there as folders.</summary>
    public IEnumerable<string> CatalogFolders() => Directory.Exists(CatalogsRoot)
        ? Directory.EnumerateDirectories(CatalogsRoot).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Schemas of a catalog that are there as folders, <c>default</c> not among them.</summary>
    public IEnumerable<string> SchemaFolders(string catalog)
    {
        var root = SchemaFolder(catalog, DefaultSchema);
        return Directory.Exists(root)
            ? Directory.EnumerateDirectories(root, "*.db").Select(folder => Path.GetFileNameWithoutExtension(folder)!).Order(StringComparer.Ordinal)
            : [];
    }

    /// <summary>Folders of a schema that hold a Delta log, by name.</summary>
    public IEnumerable<string> TableFolders(string catalog, string schema)
    {
        var folder = SchemaFolder(catalog, schema);
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).Where(Delta.DeltaTable.Exists).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)
            : [];
    }
}
