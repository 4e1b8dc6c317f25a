using System.Text.Json.Serialization;
using Edlake.Sql.Binding;

namespace Edlake.Metastore;

/// <summary>One change of what the metastore knows. Applying one twice is the same as once, so that a journal may be replayed.</summary>
[JsonDerivedType(typeof(PutSchema), "putSchema")]
[JsonDerivedType(typeof(DropSchema), "dropSchema")]
[JsonDerivedType(typeof(PutView), "putView")]
[JsonDerivedType(typeof(DropView), "dropView")]
[JsonDerivedType(typeof(PutTable), "putTable")]
[JsonDerivedType(typeof(DropTable), "dropTable")]
[JsonDerivedType(typeof(MoveTable), "moveTable")]
public abstract record MetastoreChange;

/// <summary>Makes a schema, or replaces what is known of it.</summary>
public sealed record PutSchema(SchemaEntry Schema) : MetastoreChange;

/// <summary>Forgets a schema; <paramref name="Folder"/> is its folder in the warehouse, deleted with all that is in it.</summary>
public sealed record DropSchema(string Catalog, string Name, string? Folder) : MetastoreChange;

/// <summary>Makes or replaces a view.</summary>
public sealed record PutView(StoredView View) : MetastoreChange;

/// <summary>Forgets a view.</summary>
public sealed record DropView(TableName Name) : MetastoreChange;

/// <summary>Registers a table whose folder is not where its name says: external, or renamed.</summary>
public sealed record PutTable(TableName Name, string Folder, bool IsExternal) : MetastoreChange;

/// <summary>Forgets a table; a managed one's <paramref name="Folder"/> is deleted, an external one's is null here.</summary>
public sealed record DropTable(TableName Name, string? Folder) : MetastoreChange;

/// <summary>Gives a table another name.</summary>
/// <param name="From">The name it had.</param>
/// <param name="To">The name it gets.</param>
/// <param name="Folder">The folder it is in now.</param>
/// <param name="Target">The folder that a managed table moves to; null for an external one, which stays where it is.</param>
public sealed record MoveTable(TableName From, TableName To, string Folder, string? Target) : MetastoreChange;
