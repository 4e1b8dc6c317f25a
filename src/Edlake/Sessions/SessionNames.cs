using System.Collections.Immutable;
using Edlake.Metastore;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sessions;

/// <summary>Where a session looks names up. Immutable: USE and temporary views give a new one.</summary>
internal sealed record SessionNames
{
    /// <summary>The current catalog.</summary>
    internal string Catalog { get; init; } = TableName.DefaultCatalog;

    /// <summary>The current schema.</summary>
    internal string Schema { get; init; } = WarehouseLayout.DefaultSchema;

    /// <summary>Temporary views, by name.</summary>
    internal ImmutableDictionary<string, CatalogEntry> TemporaryViews { get; init; } = ImmutableDictionary.Create<string, CatalogEntry>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Views of <c>global_temp</c>, by name.</summary>
    internal ImmutableDictionary<string, CatalogEntry> GlobalViews { get; init; } = ImmutableDictionary.Create<string, CatalogEntry>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The full name that the parts of a table's, view's or function's name mean.</summary>
    internal TableName Full(IReadOnlyList<string> parts) => parts switch
    {
        [var only] => new TableName(Catalog, Schema, only),
        [var schema, var name] => new TableName(Catalog, schema, name),
        [var catalog, var schema, var name] => new TableName(WarehouseLayout.Canonical(catalog), schema, name),
        _ => throw new SqlException("IDENTIFIER_TOO_MANY_NAME_PARTS", "42601", $"{string.Join('.', parts)} is not a valid identifier as it has more than 3 name parts.", null, "Write catalog.schema.table."),
    };

    /// <summary>The catalog and schema that the parts of a schema's name mean.</summary>
    internal (string Catalog, string Schema) FullSchema(IReadOnlyList<string> parts) => parts switch
    {
        [var only] => (Catalog, only),
        [var catalog, var schema] => (WarehouseLayout.Canonical(catalog), schema),
        _ => throw new SqlException("REQUIRES_SINGLE_PART_NAMESPACE", "42K05", $"The schema name {string.Join('.', parts)} has too many parts.", null, "Write catalog.schema."),
    };
}
