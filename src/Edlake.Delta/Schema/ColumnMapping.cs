using System.Globalization;
using System.Text.Json;
using Edlake.Delta.Actions;

namespace Edlake.Delta.Schema;

/// <summary>
/// Column mapping: every field has an id and a name of its own in the data files, so that renaming and dropping a column rewrites nothing.
/// </summary>
public static class ColumnMapping
{
    /// <summary>The property that turns it on: <c>name</c>, <c>id</c>, or <c>none</c>.</summary>
    public const string ModeKey = "delta.columnMapping.mode";

    private const string MaxIdKey = "delta.columnMapping.maxColumnId";
    private const string IdKey = "delta.columnMapping.id";
    private const string PhysicalNameKey = "delta.columnMapping.physicalName";

    /// <summary>Whether a table's columns are mapped.</summary>
    public static bool IsOn(IReadOnlyDictionary<string, string> configuration) =>
        configuration.TryGetValue(ModeKey, out var mode) && !mode.Equals("none", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Gives an id and a physical name to each field of a mapped table that has none; metadata that is not mapped is returned as it is.
    /// </summary>
    /// <param name="metadata">The metadata to be written.</param>
    /// <param name="hasFiles">
    /// True when mapping is turned on for a table that has files: its fields keep their names there. Otherwise a physical name is random, so
    /// that a column made again after it was dropped never finds the old one's values.
    /// </param>
    public static Metadata Complete(Metadata metadata, bool hasFiles)
    {
        if (!IsOn(metadata.Configuration))
            return metadata;
        var next = Math.Max(MaxId(metadata), HighestId(metadata.Schema)) + 1;
        var schema = SchemaPath.MapFields(metadata.Schema, field =>
        {
            if (field.FieldId is not null && field.Metadata.ContainsKey(PhysicalNameKey))
                return field;
            var pairs = new Dictionary<string, JsonElement>(field.Metadata);
            if (field.FieldId is null)
                pairs[IdKey] = JsonSerializer.SerializeToElement(next++);
            if (!pairs.ContainsKey(PhysicalNameKey))
                pairs[PhysicalNameKey] = SchemaJson.TextElement(hasFiles ? field.Name : $"col-{Guid.NewGuid()}");
            return field with { Metadata = pairs };
        });
        var configuration = new Dictionary<string, string>(metadata.Configuration) { [MaxIdKey] = (next - 1).ToString(CultureInfo.InvariantCulture) };
        return metadata.WithSchema(schema) with { Configuration = configuration };
    }

    /// <summary>The metadata without the ids and names of the table it was made for; the mode stays.</summary>
    public static Metadata Without(Metadata metadata)
    {
        var schema = SchemaPath.MapFields(metadata.Schema, field => field with { Metadata = field.Metadata.Where(pair => pair.Key is not (IdKey or PhysicalNameKey)).ToDictionary() });
        return metadata.WithSchema(schema) with { Configuration = metadata.Configuration.Where(pair => pair.Key != MaxIdKey).ToDictionary() };
    }

    private static int MaxId(Metadata metadata) =>
        metadata.Configuration.TryGetValue(MaxIdKey, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static int HighestId(StructType schema)
    {
        var highest = 0;
        SchemaPath.MapFields(schema, field =>
        {
            highest = Math.Max(highest, field.FieldId ?? 0);
            return field;
        });
        return highest;
    }
}
