using System.Collections.Immutable;
using Edlake.Delta;
using Edlake.Delta.Snapshots;
using Edlake.Engines;
using Edlake.Metastore;
using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Sessions;

/// <summary>What names mean to one statement: the session's temporary views over the transaction's tables and views.</summary>
internal sealed class SessionCatalog(Warehouse warehouse, WarehouseTransaction transaction, SessionNames names, Func<IEngine> engine, Action<ViewEntry>? viewRead) : ICatalog
{
    private static readonly ImmutableHashSet<string> FileFormats = ["csv", "json", "parquet", "text", "binaryfile"];

    /// <inheritdoc />
    public string CurrentCatalog => names.Catalog;

    /// <inheritdoc />
    public string CurrentSchema => names.Schema;

    /// <inheritdoc />
    public CatalogEntry? Find(IReadOnlyList<string> name, TableVersion? version)
    {
        if (name is [var only] && names.TemporaryViews.TryGetValue(only, out var temporary))
            return temporary;
        if (name is [var place, var path] && PathEntry(place, path, version) is { } entry)
            return entry;
        var full = names.Full(name);
        if (transaction.State.Views.TryGetValue(full, out var stored))
        {
            var view = stored.ToEntry();
            viewRead?.Invoke(view);
            return view;
        }

        return transaction.Find(full) is { } snapshot ? At(snapshot, version).ToEntry(full, version is null ? null : At(snapshot, version).Version) : null;
    }

    /// <inheritdoc />
    public bool SchemaExists(string catalog, string schema) => Schemas(catalog).Contains(schema, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    public IEnumerable<string> SimilarNames(IReadOnlyList<string> name)
    {
        var catalog = name.Count == 3 ? WarehouseLayout.Canonical(name[0]) : names.Catalog;
        return names.TemporaryViews.Keys.Concat(Schemas(catalog).SelectMany(schema => TablesAndViews(catalog, schema).Select(one => $"{schema}.{one}"))).Take(200);
    }

    /// <inheritdoc />
    public StructType InferFileSchema(string path, string format, IReadOnlyDictionary<string, string> options) =>
        engine().InferFileSchema(path, format, options, warehouse.Workspace);

    /// <summary>Catalogs: the built-in one, those that are there as folders, and those a schema was made in.</summary>
    internal IReadOnlyList<string> Catalogs() =>
        [.. transaction.State.Schemas.Values.Select(schema => schema.Catalog).Concat(warehouse.Layout.CatalogFolders()).Append(TableName.DefaultCatalog)
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Schemas of a catalog: made by name, or there as folders; <c>default</c> always.</summary>
    internal IReadOnlyList<string> Schemas(string catalog)
    {
        var made = transaction.State.Schemas.Values.Where(schema => schema.Catalog.Equals(catalog, StringComparison.OrdinalIgnoreCase)).Select(schema => schema.Name);
        var dropped = transaction.Changes.OfType<DropSchema>().Where(drop => drop.Catalog == catalog).Select(drop => drop.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var folders = warehouse.Layout.SchemaFolders(catalog).Where(schema => !dropped.Contains(schema));
        return [.. made.Concat(folders).Append(WarehouseLayout.DefaultSchema).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Tables of a schema, by name.</summary>
    internal IReadOnlyList<string> Tables(string catalog, string schema)
    {
        var registered = transaction.State.Tables.Keys.Where(name => IsIn(name, catalog, schema)).Select(name => name.Name);
        var staged = transaction.Commits.Select(commit => Path.GetRelativePath(warehouse.Layout.SchemaFolder(catalog, schema), commit.TablePath)).Where(path => !path.Contains(Path.DirectorySeparatorChar) && !path.StartsWith('.'));
        return [.. registered.Concat(warehouse.Layout.TableFolders(catalog, schema)).Concat(staged).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(table => transaction.Find(new TableName(catalog, schema, table)) is not null).Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Views of a schema, by name.</summary>
    internal IReadOnlyList<string> Views(string catalog, string schema) =>
        [.. transaction.State.Views.Keys.Where(name => IsIn(name, catalog, schema)).Select(name => name.Name).Order(StringComparer.OrdinalIgnoreCase)];

    private IEnumerable<string> TablesAndViews(string catalog, string schema) => Tables(catalog, schema).Concat(Views(catalog, schema));

    private static bool IsIn(TableName name, string catalog, string schema) =>
        name.Catalog.Equals(catalog, StringComparison.OrdinalIgnoreCase) && name.Schema.Equals(schema, StringComparison.OrdinalIgnoreCase);

    private CatalogEntry? PathEntry(string place, string path, TableVersion? version)
    {
        var format = place.ToLowerInvariant();
        if (format == "global_temp")
            return names.GlobalViews.GetValueOrDefault(path);
        if (format == "delta")
        {
            var snapshot = transaction.SnapshotOf(warehouse.Workspace.Resolve(path));
            if (!snapshot.Exists)
                throw new SqlException("PATH_NOT_FOUND", "42K03", $"Path does not exist, or is no Delta table: {path}.", null, "Check the path: a Delta table's folder holds a folder _delta_log.");
            return At(snapshot, version).ToEntry(new TableName(names.Catalog, format, path), version is null ? null : At(snapshot, version).Version);
        }

        if (!FileFormats.Contains(format) || !(path.Contains('/') || path.Contains('.')))
            return null;
        var options = new Dictionary<string, string>();
        return new FileViewEntry(new TableName(names.Catalog, format, path), new FileScan(path, format, InferFileSchema(path, format, options), options, null));
    }

    private static Snapshot At(Snapshot latest, TableVersion? version) => version switch
    {
        null => latest,
        { Version: { } number } => number == latest.Version ? latest : DeltaTable.Open(latest.TablePath).AtVersion(number),
        { TimestampMicros: { } micros } => DeltaTable.Open(latest.TablePath).AtTimestamp(DateTimeOffset.UnixEpoch.AddTicks(micros * 10)),
        _ => latest,
    };
}
