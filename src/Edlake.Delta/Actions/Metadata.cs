using Edlake.Delta.Schema;

namespace Edlake.Delta.Actions;

/// <summary>What a table is: its schema as JSON text, how it is partitioned, its configuration. Created in milliseconds since 1970.</summary>
public sealed record Metadata(
    string Id,
    string? Name,
    string? Description,
    string SchemaString,
    IReadOnlyList<string> PartitionColumns,
    IReadOnlyDictionary<string, string> Configuration,
    long? CreatedTime) : DeltaAction
{
    /// <summary>The schema of a table made without one, as Delta reads a null.</summary>
    internal const string EmptySchema = """{"type":"struct","fields":[]}""";

    private StructType? _schema;
    private string? _schemaOf;

    /// <summary>The data files' format; always <c>parquet</c>.</summary>
    public string FormatProvider { get; init; } = "parquet";

    /// <summary>The schema, read once. Errors: DELTA_SCHEMA_NOT_READABLE.</summary>
    public StructType Schema
    {
        get
        {
            // A copy made by "with" may carry another schemaString beside the old parsed schema.
            if (_schema is not { } schema || !ReferenceEquals(_schemaOf, SchemaString))
            {
                schema = SchemaJson.Read(SchemaString);
                (_schema, _schemaOf) = (schema, SchemaString);
            }
            return schema;
        }
    }

    /// <summary>Metadata of a new table.</summary>
    public static Metadata Create(
        StructType schema,
        IReadOnlyList<string>? partitionColumns = null,
        IReadOnlyDictionary<string, string>? configuration = null,
        string? name = null,
        string? description = null) => new(
            Guid.NewGuid().ToString(),
            name,
            description,
            SchemaJson.Write(schema),
            partitionColumns ?? [],
            configuration ?? new Dictionary<string, string>(),
            DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

    /// <summary>The same table with another schema.</summary>
    public Metadata WithSchema(StructType schema) => this with { SchemaString = SchemaJson.Write(schema) };

    /// <inheritdoc/>
    public bool Equals(Metadata? other) => other is not null && Id == other.Id && Name == other.Name && Description == other.Description
        && SchemaString == other.SchemaString && CreatedTime == other.CreatedTime && FormatProvider == other.FormatProvider
        && PartitionColumns.SequenceEqual(other.PartitionColumns) && Configuration.Count == other.Configuration.Count
        && Configuration.All(pair => other.Configuration.TryGetValue(pair.Key, out var value) && value == pair.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, SchemaString);
}
