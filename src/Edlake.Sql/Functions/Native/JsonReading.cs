using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Sql.Functions.Native;

/// <summary>
/// from_json: a text read by a schema. The result is JSON again, with the schema's fields and only values that fit their types, so that
/// the engine can take it as it is. What does not fit is null; a text that is no JSON gives nulls, or an error in mode FAILFAST.
/// </summary>
internal sealed class JsonReading
{
    private static readonly ConcurrentDictionary<(string Schema, string Options), JsonReading> Readers = new();
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SparkType _type;
    private readonly Dictionary<string, string> _options;
    private readonly string _corruptColumn;

    private JsonReading(string schema, string options)
    {
        _type = DeclaredType.Parse(schema);
        _options = JsonSerializer.Deserialize<Dictionary<string, string>>(options)!;
        _corruptColumn = Option("columnnameofcorruptrecord") ?? "_corrupt_record";
    }

    internal static string? Read(string text, string schema, string options) =>
        Readers.GetOrAdd((schema, options), key => new JsonReading(key.Schema, key.Options)).Read(text);

    /// <summary>Whether all types in a schema can be read.</summary>
    internal static bool Takes(SparkType type) => type switch
    {
        BinaryType or VariantType or CalendarIntervalType or NullType => false,
        ArrayType array => Takes(array.Element),
        MapType map => map.Key is StringType && Takes(map.Value),
        StructType row => row.Fields.All(member => Takes(member.Type)),
        _ => !type.IsAnsiInterval(),
    };

    private string? Option(string name) => _options.GetValueOrDefault(name);

    private string? Read(string text)
    {
        if (text.Trim().Length == 0)
            return null;
        using var document = JsonTexts.Parse(text) ?? JsonTexts.Parse(LenientJson.Strict(text, _options) ?? "");
        if (document is null)
            return Malformed(text);
        var root = document.RootElement;

        // A list where one record is wanted stands for its first.
        if (_type is StructType && root.ValueKind == JsonValueKind.Array)
        {
            if (root.GetArrayLength() == 0)
                return null;
            root = root[0];
        }

        var value = Convert(root, _type);
        return value is null ? (_type is StructType ? Malformed(text) : null) : value.ToJsonString(Plain);
    }

    private string? Malformed(string text)
    {
        if ("FAILFAST".Equals(Option("mode"), StringComparison.OrdinalIgnoreCase))
            throw new SqlException("MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION", "22023", "Malformed records are detected in record parsing: [null].", hint: "Take the mode FAILFAST away to get NULL.");
        if (_type is not StructType row)
            return null;
        var empty = new JsonObject();
        foreach (var member in row.Fields)
            empty[member.Name] = member.Name == _corruptColumn ? JsonValue.Create(text) : null;
        return empty.ToJsonString(Plain);
    }

    private JsonNode? Convert(JsonElement value, SparkType type)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        return (type, value.ValueKind) switch
        {
            (StructType row, JsonValueKind.Object) => Record(value, row),
            (MapType map, JsonValueKind.Object) => Entries(value, map),
            (ArrayType array, JsonValueKind.Array) => new JsonArray([.. value.EnumerateArray().Select(item => Convert(item, array.Element))]),
            (StringType or CharType or VarcharType, JsonValueKind.String) => JsonValue.Create(value.GetString()),
            (StringType or CharType or VarcharType, JsonValueKind.Number) => JsonValue.Create(value.GetRawText()),
            (StringType or CharType or VarcharType, _) => JsonValue.Create(JsonTexts.Raw(value)),
            (BooleanType, JsonValueKind.True or JsonValueKind.False) => JsonValue.Create(value.GetBoolean()),
            (_, JsonValueKind.Number) => Number(value.GetRawText(), type),
            (_, JsonValueKind.String) => FromString(value.GetString()!, type),
            _ => null,
        };
    }

    // Of two fields of one name the last counts.
    private JsonObject Record(JsonElement value, StructType row)
    {
        var record = new JsonObject();
        foreach (var member in row.Fields)
            record[member.Name] = value.TryGetProperty(member.Name, out var found) ? Convert(found, member.Type) : null;
        return record;
    }

    private JsonObject Entries(JsonElement value, MapType map)
    {
        var entries = new JsonObject();
        foreach (var member in value.EnumerateObject())
            entries[member.Name] = Convert(member.Value, map.Value);
        return entries;
    }

    private static JsonNode? Number(string raw, SparkType type)
    {
        var isWhole = raw.IndexOfAny(['.', 'e', 'E']) < 0;
        switch (type)
        {
            case ByteType or ShortType or IntegerType or LongType:
                return isWhole && TextCasts.ToWhole(raw, type.Sql, strict: false) is { } whole ? JsonValue.Create(whole) : null;
            case FloatType or DoubleType:
                return JsonValue.Create(double.Parse(raw, CultureInfo.InvariantCulture));
            case DecimalType d:
                return TextCasts.ToDecimal(raw, d.Precision * 100 + d.Scale, strict: false) is { } digits ? JsonValue.Create(digits) : null;
            case TimestampType when isWhole && long.TryParse(raw, CultureInfo.InvariantCulture, out var seconds):
                return Time(seconds * 1_000_000, "+00");
            default:
                return null;
        }
    }

    private JsonNode? FromString(string text, SparkType type)
    {
        var zone = Option("timezone") ?? "UTC";
        switch (type)
        {
            case FloatType or DoubleType when text is "NaN" or "Infinity" or "+Infinity" or "-Infinity" or "INF" or "+INF" or "-INF":
                return JsonValue.Create(text.Replace("INF", "Infinity", StringComparison.Ordinal).TrimStart('+'));
            case DecimalType d:
                return TextCasts.ToDecimal(text, d.Precision * 100 + d.Scale, strict: false) is { } digits ? JsonValue.Create(digits) : null;
            case DateType:
                var micros = Option("dateformat") is { } dateFormat ? DateTimePattern.TryParseMicros(text, dateFormat, "UTC") : TextCasts.ToDays(text, strict: false) * 86_400_000_000;
                return micros is { } day ? JsonValue.Create(DateTime.UnixEpoch.AddTicks(day * 10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null;
            case TimestampType:
                var instant = Option("timestampformat") is { } format ? DateTimePattern.TryParseMicros(text, format, zone) : TextCasts.ToMicros(text, zone, strict: false);
                return instant is { } at ? Time(at, "+00") : null;
            case TimestampNtzType:
                var clock = Option("timestampntzformat") is { } ntzFormat ? DateTimePattern.TryParseMicros(text, ntzFormat, "UTC") : TextCasts.ToMicros(text, "", strict: false);
                return clock is { } reading ? Time(reading, "") : null;
            default:
                return null;
        }
    }

    private static JsonValue Time(long micros, string zone) =>
        JsonValue.Create(DateTime.UnixEpoch.AddTicks(micros * 10).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + zone);
}
