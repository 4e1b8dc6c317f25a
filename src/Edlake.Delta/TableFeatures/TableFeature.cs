using Edlake.Delta.Actions;
using Edlake.Delta.Schema;

namespace Edlake.Delta.TableFeatures;

/// <summary>
/// A feature a table may ask for, by its name in the protocol; whether it is read and written here; and from which legacy versions it is
/// implied (0: never implied). A feature not written here still lets writes through while the table does not use it (<see cref="IsActive"/>).
/// </summary>
public sealed record TableFeature(string Name, bool CanRead, bool CanWrite, int ImpliedByReader, int ImpliedByWriter, Func<Metadata, bool> IsActive)
{
    /// <summary>Every feature that is known here.</summary>
    public static IReadOnlyList<TableFeature> All { get; } =
    [
        new("appendOnly", true, true, 0, 2, _ => true),
        new("invariants", true, true, 0, 2, _ => true),
        new("checkConstraints", true, true, 0, 3, _ => true),
        new("changeDataFeed", true, false, 0, 4, metadata => Is(metadata, "delta.enableChangeDataFeed")),
        new("generatedColumns", true, false, 0, 4, metadata => AnyField(metadata.Schema, field => field.GenerationExpression is not null)),
        new("columnMapping", true, true, 2, 5, metadata => metadata.Configuration.GetValueOrDefault("delta.columnMapping.mode", "none") != "none"),
        new("identityColumns", true, false, 0, 6, metadata => AnyField(metadata.Schema, field => field.Metadata.ContainsKey("delta.identity.start"))),
        new("timestampNtz", true, true, 0, 0, _ => true),
        new("domainMetadata", true, true, 0, 0, _ => true),
        new("vacuumProtocolCheck", true, true, 0, 0, _ => true),
        new("allowColumnDefaults", true, true, 0, 0, _ => true),
        new("clustering", true, true, 0, 0, _ => true),
        new("inCommitTimestamp", true, false, 0, 0, metadata => Is(metadata, "delta.enableInCommitTimestamps")),
        new("rowTracking", true, false, 0, 0, _ => true), // Row ids must be given out even while the table property is off.
        new("typeWidening", true, true, 0, 0, metadata => Is(metadata, "delta.enableTypeWidening")),
        new("typeWidening-preview", true, false, 0, 0, metadata => Is(metadata, "delta.enableTypeWidening")),
        new("deletionVectors", true, true, 0, 0, metadata => Is(metadata, "delta.enableDeletionVectors")), // A writer may rewrite files instead of marking rows.
        new("v2Checkpoint", true, false, 0, 0, metadata => metadata.Configuration.GetValueOrDefault("delta.checkpointPolicy") == "v2"),
        new("icebergCompatV1", true, false, 0, 0, metadata => Is(metadata, "delta.enableIcebergCompatV1")),
        new("icebergCompatV2", true, false, 0, 0, metadata => Is(metadata, "delta.enableIcebergCompatV2")),
    ];

    /// <summary>The feature of a name; null when it is not known.</summary>
    public static TableFeature? Find(string name) => All.FirstOrDefault(feature => feature.Name == name);

    private static bool Is(Metadata metadata, string key) =>
        string.Equals(metadata.Configuration.GetValueOrDefault(key), "true", StringComparison.OrdinalIgnoreCase);

    internal static bool AnyField(DataType type, Func<StructField, bool> predicate) => type switch
    {
        StructType row => row.Fields.Any(field => predicate(field) || AnyField(field.Type, predicate)),
        ArrayType array => AnyField(array.ElementType, predicate),
        MapType map => AnyField(map.KeyType, predicate) || AnyField(map.ValueType, predicate),
        _ => false,
    };

    internal static bool AnyType(DataType type, Func<DataType, bool> predicate) => predicate(type) || type switch
    {
        StructType row => row.Fields.Any(field => AnyType(field.Type, predicate)),
        ArrayType array => AnyType(array.ElementType, predicate),
        MapType map => AnyType(map.KeyType, predicate) || AnyType(map.ValueType, predicate),
        _ => false,
    };
}
