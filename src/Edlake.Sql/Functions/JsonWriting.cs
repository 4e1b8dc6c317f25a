using Edlake.Sql.Types;

namespace Edlake.Sql.Functions;

/// <summary>SQL that writes values as JSON text, the way Spark's to_json does: fields without a value are left out.</summary>
internal sealed class JsonWriting
{
    private readonly IReadOnlyDictionary<string, string> _options;
    private readonly GeneratedCall _call;
    private int _depth;

    private JsonWriting(GeneratedCall call) => (_call, _options) = (call, OptionTexts.Of(call.Bound, 1));

    /// <summary>The text of the call's first argument.</summary>
    internal static string Whole(GeneratedCall call) => new JsonWriting(call).Text(call.Arguments[0], call.Bound[0].Type);

    // NULL for NULL; who puts it somewhere writes null or leaves it out.
    private string Text(string value, SparkType type) => type switch
    {
        NullType => "CAST(NULL AS VARCHAR)",
        BooleanType or ByteType or ShortType or IntegerType or LongType or DecimalType => $"CAST({value} AS VARCHAR)",
        FloatType or DoubleType => Floating(value, type),
        StringType or CharType or VarcharType => $"CAST(to_json({value}) AS VARCHAR)",
        BinaryType => $"('\"' || to_base64({value}) || '\"')",
        DateType => Time($"epoch_us(CAST({value} AS TIMESTAMP))", Option("dateformat", "yyyy-MM-dd"), "UTC"),
        TimestampType => Time($"epoch_us({value})", Option("timestampformat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"), _call.Session.TimeZone),
        TimestampNtzType => Time($"epoch_us({value})", Option("timestampntzformat", "yyyy-MM-dd'T'HH:mm:ss.SSS"), "UTC"),
        ArrayType array => Array(value, array),
        MapType map => Map(value, map),
        StructType row => Struct(value, row),
        _ => throw new Diagnostics.SqlException("UNSUPPORTED_FEATURE.FUNCTION", "0A000", $"The embedded engine does not write {type.Sql} as JSON.", _call.Span, "Run it with --engine spark."),
    };

    private string Option(string name, string standard) => _options.TryGetValue(name, out var given) ? given : standard;

    private static string Floating(string value, SparkType type)
    {
        var native = type is FloatType ? "spark_float_text" : "spark_double_text";
        return $"(CASE WHEN isfinite({value}) THEN {native}(CAST({value} AS DOUBLE)) ELSE '\"' || {native}(CAST({value} AS DOUBLE)) || '\"' END)";
    }

    private static string Time(string micros, string pattern, string zone) =>
        $"('\"' || spark_format_timestamp({micros}, {PhysicalType.Literal(pattern)}, {PhysicalType.Literal(zone)}) || '\"')";

    private string Array(string value, ArrayType type)
    {
        var item = $"json_item_{++_depth}";
        return $"('[' || array_to_string(list_transform({value}, lambda {item}: coalesce({Text(item, type.Element)}, 'null')), ',') || ']')";
    }

    private string Map(string value, MapType type)
    {
        var entry = $"json_entry_{++_depth}";
        var pair = $"CAST(to_json(CAST({entry}.key AS VARCHAR)) AS VARCHAR) || ':' || coalesce({Text($"{entry}.value", type.Value)}, 'null')";
        return $"(CASE WHEN {value} IS NOT NULL THEN '{{' || array_to_string(list_transform(map_entries({value}), lambda {entry}: {pair}), ',') || '}}' END)";
    }

    private string Struct(string value, StructType type)
    {
        var keepsNulls = Option("ignorenullfields", "true").Equals("false", StringComparison.OrdinalIgnoreCase);
        var fields = type.Fields.Select(member =>
        {
            var name = PhysicalType.Literal(System.Text.Json.JsonSerializer.Serialize(member.Name) + ":");
            var text = Text($"struct_extract({value}, {PhysicalType.Literal(member.Name)})", member.Type);
            return keepsNulls ? $"{name} || coalesce({text}, 'null')" : $"{name} || {text}";
        });
        return $"(CASE WHEN {value} IS NOT NULL THEN '{{' || {(type.Fields.Count == 0 ? "''" : $"concat_ws(',', {string.Join(", ", fields)})")} || '}}' END)";
    }
}
