using System.Collections.Immutable;
using Edlake.Sql.Binding;

namespace Edlake.Metastore;

/// <summary>All the metastore knows at one moment. Immutable: a change gives a new one, so that a run can see its own changes before anybody else.</summary>
/// <param name="Schemas">By lower-case <c>catalog.name</c>.</param>
/// <param name="Views">By name.</param>
/// <param name="Tables">Tables whose folder is not where their name says.</param>
/// <param name="Dropped">Tables dropped by the transaction at hand, whose folders are still there.</param>
public sealed record MetastoreState(
    ImmutableDictionary<string, SchemaEntry> Schemas,
    ImmutableDictionary<TableName, StoredView> Views,
    ImmutableDictionary<TableName, TableLocation> Tables,
    ImmutableHashSet<TableName> Dropped)
{
    /// <summary>Knows nothing.</summary>
    public static MetastoreState Empty { get; } = new(
        ImmutableDictionary<string, SchemaEntry>.Empty,
        ImmutableDictionary<TableName, StoredView>.Empty,
        ImmutableDictionary<TableName, TableLocation>.Empty,
        []);

    /// <summary>The key of a schema.</summary>
    public static string SchemaKey(string catalog, string schema) => $"{catalog}.{schema}".ToLowerInvariant();

    /// <summary>The state after a change.</summary>
    public MetastoreState Apply(MetastoreChange change) => change switch
    {
        PutSchema put => this with { Schemas = Schemas.SetItem(SchemaKey(put.Schema.Catalog, put.Schema.Name), put.Schema) },
        DropSchema drop => this with
        {
            Schemas = Schemas.Remove(SchemaKey(drop.Catalog, drop.Name)),
            Views = Views.RemoveRange(Views.Keys.Where(name => IsIn(name, drop))),
            Tables = Tables.RemoveRange(Tables.Keys.Where(name => IsIn(name, drop))),
        },
        PutView put => this with { Views = Views.SetItem(put.View.Name, put.View) },
        DropView drop => this with { Views = Views.Remove(drop.Name) },
        PutTable put => this with { Tables = Tables.SetItem(put.Name, new TableLocation(put.Folder, put.IsExternal)), Dropped = Dropped.Remove(put.Name) },
        DropTable drop => this with { Tables = Tables.Remove(drop.Name), Dropped = Dropped.Add(drop.Name) },
        MoveTable move => this with
        {
            Tables = Tables.Remove(move.From).SetItem(move.To, new TableLocation(move.Folder, IsExternal: move.Target is null)),
            Dropped = Dropped.Add(move.From).Remove(move.To),
        },
        _ => throw new InvalidOperationException($"A change of the metastore that is not known: {change.GetType().Name}."),
    };

    private static bool IsIn(TableName name, DropSchema schema) =>
        SchemaKey(name.Catalog, name.Schema) == SchemaKey(schema.Catalog, schema.Name);
}
