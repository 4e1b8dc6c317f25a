using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>What the catalog knows under a name.</summary>
public abstract record CatalogEntry;

/// <summary>A table, at the version asked for.</summary>
/// <param name="Name">Full name; for <c>delta.`path`</c> the schema is <c>delta</c> and the name the path.</param>
/// <param name="Schema">All columns in order, with comments and defaults.</param>
/// <param name="PartitionColumns">Their names, in order.</param>
/// <param name="Handle">The catalog's own object (a Delta snapshot); the engine knows what to do with it, the front end does not look.</param>
public sealed record TableEntry(TableName Name, StructType Schema, IReadOnlyList<string> PartitionColumns, object Handle) : CatalogEntry
{
    /// <summary>SQL text of generated columns, by column name.</summary>
    public IReadOnlyDictionary<string, string> GeneratedColumns { get; init; } = new Dictionary<string, string>();

    /// <summary>SQL text of CHECK constraints, by constraint name.</summary>
    public IReadOnlyDictionary<string, string> CheckConstraints { get; init; } = new Dictionary<string, string>();

    /// <summary>The version the text asked for; null means the latest.</summary>
    public long? AsOfVersion { get; init; }
}

/// <summary>A view: its text is bound where it is used, with the schema that was current when it was made.</summary>
public sealed record ViewEntry(TableName Name, string Text, IReadOnlyList<(string Name, string? Comment)> Columns, string Catalog, string Schema)
    : CatalogEntry
{
    /// <summary>Temporary views live in the session and may shadow tables.</summary>
    public bool IsTemporary { get; init; }
}

/// <summary>A temporary view over files: <c>CREATE TEMPORARY VIEW v USING csv OPTIONS (…)</c>.</summary>
public sealed record FileViewEntry(TableName Name, FileScan Scan) : CatalogEntry;

/// <summary>Which version of a table is asked for; one of the two is set.</summary>
/// <param name="Version">VERSION AS OF.</param>
/// <param name="TimestampMicros">TIMESTAMP AS OF, microseconds since the epoch.</param>
public sealed record TableVersion(long? Version, long? TimestampMicros);
