using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Edlake.Delta.Schema;

/// <summary>A table's schema as the JSON text that Spark writes in <c>schemaString</c>.</summary>
public static class SchemaJson
{
    internal static JsonWriterOptions Relaxed { get; } = new() { Encoder = JacksonEncoder.Instance };

    /// <summary>Reads a schemaString. Errors: DELTA_SCHEMA_NOT_READABLE when it is not a struct or holds a type not known.</summary>
    public static StructType Read(string schemaString)
    {
        try
        {
            using var document = JsonDocument.Parse(schemaString, new JsonDocumentOptions { MaxDepth = 512 });
            return ReadType(document.RootElement) as StructType ?? throw NotReadable("The schema is not a struct");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw NotReadable($"The schema is not readable: {e.Message}", e);
        }
    }

    /// <summary>Writes a schema exactly as Spark does: no spaces, fields in the order name, type, nullable, metadata.</summary>
    public static string Write(StructType schema)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
            WriteType(writer, schema);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    internal static JsonElement TextElement(string text) => JsonSerializer.SerializeToElement(text);

    private static DataType ReadType(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            return ReadPrimitive(json.GetString()!);
        var kind = json.GetProperty("type").GetString();
        return kind switch
        {
            "struct" => new StructType([.. json.GetProperty("fields").EnumerateArray().Select(ReadField)]),
            "array" => new ArrayType(ReadType(json.GetProperty("elementType")), json.GetProperty("containsNull").GetBoolean()),
            "map" => new MapType(
                ReadType(json.GetProperty("keyType")), ReadType(json.GetProperty("valueType")), json.GetProperty("valueContainsNull").GetBoolean()),
            _ => throw NotReadable($"The schema holds a type that is not known: {kind}"),
        };
    }

    private static StructField ReadField(JsonElement json)
    {
        var metadata = StructField.NoMetadata;
        if (json.TryGetProperty("metadata", out var pairs) && pairs.ValueKind == JsonValueKind.Object && pairs.EnumerateObject().Any())
            metadata = pairs.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.Clone());
        return new StructField(
            json.GetProperty("name").GetString() ?? throw NotReadable("A field of the schema has no name"),
            ReadType(json.GetProperty("type")),
            !json.TryGetProperty("nullable", out var nullable) || nullable.GetBoolean(),
            metadata);
    }

    private static DataType ReadPrimitive(string name)
    {
        if (PrimitiveType.Names.Contains(name))
            return new PrimitiveType(name);
        if (name == "null")
            return new PrimitiveType("void");
        if (name == "decimal")
            return new DecimalType(10, 0);
        if (name.StartsWith("decimal(", StringComparison.Ordinal) && name.EndsWith(')'))
        {
            var parts = name[8..^1].Split(',');
            if (parts.Length == 2)
                return new DecimalType(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
        }
        throw NotReadable($"The schema holds a type that is not known: {name}");
    }

    private static void WriteType(Utf8JsonWriter writer, DataType type)
    {
        switch (type)
        {
            case StructType row:
                writer.WriteStartObject();
                writer.WriteString("type", "struct");
                writer.WriteStartArray("fields");
                foreach (var field in row.Fields)
                    WriteField(writer, field);
                writer.WriteEndArray();
                writer.WriteEndObject();
                break;
            case ArrayType array:
                writer.WriteStartObject();
                writer.WriteString("type", "array");
                writer.WritePropertyName("elementType");
                WriteType(writer, array.ElementType);
                writer.WriteBoolean("containsNull", array.ContainsNull);
                writer.WriteEndObject();
                break;
            case MapType map:
                writer.WriteStartObject();
                writer.WriteString("type", "map");
                writer.WritePropertyName("keyType");
                WriteType(writer, map.KeyType);
                writer.WritePropertyName("valueType");
                WriteType(writer, map.ValueType);
                writer.WriteBoolean("valueContainsNull", map.ValueContainsNull);
                writer.WriteEndObject();
                break;
            default:
                writer.WriteStringValue(type.ToString());
                break;
        }
    }

    private static void WriteField(Utf8JsonWriter writer, StructField field)
    {
        writer.WriteStartObject();
        writer.WriteString("name", field.Name);
        writer.WritePropertyName("type");
        WriteType(writer, field.Type);
        writer.WriteBoolean("nullable", field.Nullable);
        writer.WriteStartObject("metadata");
        foreach (var (key, value) in field.Metadata)
        {
            writer.WritePropertyName(key);
            value.WriteTo(writer);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static DeltaException NotReadable(string message, Exception? inner = null) =>
        new("DELTA_SCHEMA_NOT_READABLE", null, message, "The table's metadata was not written by a known version of Delta.", inner);
}
