using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Edlake.Sql.Functions.Native;

/// <summary>Reading JSON the way Spark's parser shows it: numbers in Java's spelling, no blanks, NULL for what is not JSON.</summary>
internal static class JsonTexts
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Lenient = new() { AllowDuplicateProperties = true, MaxDepth = 1000 };

    /// <summary>A value by its path: <c>$.a.b[0]</c>, <c>$['a b']</c>, <c>[*]</c> for all elements.</summary>
    internal static string? Get(string json, string path)
    {
        if (JsonPath.Parse(path) is not { } steps || Parse(json) is not { } document)
            return null;
        using (document)
        {
            var found = JsonPath.Walk(document.RootElement, steps).ToList();
            if (!steps.Any(step => step is JsonPathStep.All))
                return found is [var only] ? Text(only) : null;

            // A wildcard gives a list, unless only one value was found.
            return found.Count switch
            {
                0 => null,
                1 when steps[^1] is not JsonPathStep.All => Raw(found[0]),
                _ => $"[{string.Join(",", found.Select(Raw))}]",
            };
        }
    }

    /// <summary>A field of the object by its name.</summary>
    internal static string? Field(string json, string name)
    {
        using var document = Parse(json);
        return document is { RootElement.ValueKind: JsonValueKind.Object } && document.RootElement.TryGetProperty(name, out var value) ? Text(value) : null;
    }

    internal static long? ArrayLength(string json)
    {
        using var document = Parse(json);
        return document is { RootElement.ValueKind: JsonValueKind.Array } ? document.RootElement.GetArrayLength() : null;
    }

    /// <summary>The names of the outermost object's fields, as a JSON list.</summary>
    internal static string? Keys(string json)
    {
        using var document = Parse(json);
        return document is { RootElement.ValueKind: JsonValueKind.Object }
            ? JsonSerializer.Serialize(document.RootElement.EnumerateObject().Select(property => property.Name))
            : null;
    }

    /// <summary>The document, or null for text that is not JSON.</summary>
    internal static JsonDocument? Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json, Lenient);
        }
        catch (JsonException)
        {
            // Malformed text is NULL to all of these functions.
            return null;
        }
    }

    /// <summary>A value as text: a string without its quotes, null as NULL.</summary>
    internal static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => Raw(value),
    };

    /// <summary>A value as JSON without blanks.</summary>
    internal static string Raw(JsonElement value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain))
            Write(writer, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A number in Java's spelling.</summary>
    internal static string Number(string raw) => raw.IndexOfAny(['.', 'e', 'E']) < 0
        ? raw
        : Types.JavaNumber.Text(double.Parse(raw, CultureInfo.InvariantCulture));

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(Number(value.GetRawText()));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
