using System.Text.Json;
using Edlake.Results;
using Edlake.Sql.Types;

namespace Edlake.Cli.Output;

/// <summary>A value as JSON: numbers as numbers, structs and maps as objects, arrays as arrays, the rest as text.</summary>
internal static class JsonValue
{
    internal static void Write(Utf8JsonWriter json, object? value, SparkType type)
    {
        switch (value, type)
        {
            case (null, _):
                json.WriteNullValue();
                break;
            case (bool truth, _):
                json.WriteBooleanValue(truth);
                break;
            case (object?[] members, StructType row):
                WriteObject(json, members.Zip(row.Fields, (member, field) => (field.Name, member, field.Type)));
                break;
            case (IReadOnlyList<KeyValuePair<object, object?>> entries, MapType map):
                WriteObject(json, entries.Select(entry => (SparkText.Of(entry.Key, map.Key)!, entry.Value, map.Value)));
                break;
            case (IReadOnlyList<object?> items, ArrayType list):
                json.WriteStartArray();
                foreach (var item in items)
                    Write(json, item, list.Element);
                json.WriteEndArray();
                break;
            case (float or double or DecimalValue or sbyte or short or int or long, _) when type.IsNumeric() && IsFinite(value):
                json.WriteRawValue(SparkText.Of(value, type)!);
                break;
            default:
                json.WriteStringValue(SparkText.Of(value, type));
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter json, IEnumerable<(string Name, object? Value, SparkType Type)> members)
    {
        json.WriteStartObject();
        foreach (var (name, value, type) in members)
        {
            json.WritePropertyName(name);
            Write(json, value, type);
        }

        json.WriteEndObject();
    }

    private static bool IsFinite(object value) => value switch
    {
        float number => float.IsFinite(number),
        double number => double.IsFinite(number),
        _ => true,
    };
}
