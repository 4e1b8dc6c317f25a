using Edlake.Sql.Types;

namespace Edlake.Spark.Reading.Json;

/// <summary>JSON values, given as SQL of their JSON text, as values of Spark's types.</summary>
internal sealed class JsonValue(FieldCasts casts)
{
    /// <summary>The value; NULL where it is null, missing, or no value of the type.</summary>
    internal string Sql(string json, SparkType type) => type switch
    {
        _ when FieldCasts.IsText(type) => $"CASE WHEN {IsThere(json)} THEN {Text(json)} END",
        StructType row => $"CASE WHEN {json} LIKE '{{%' THEN named_struct({string.Join(", ", row.Fields.Select(field => $"{SparkSyntax.Literal(field.Name)}, {Sql(JsonPath.Member(json, field.Name), field.Type)}"))}) END",
        ArrayType array => $"CASE WHEN {json} LIKE '[%' AND {AllFit(JsonPath.Elements(json), array.Element)} THEN {Each(JsonPath.Elements(json), array.Element)} END",
        MapType map => $"CASE WHEN {json} LIKE '{{%' AND {AllFit(Members(json), map.Value)} THEN map_from_arrays(json_object_keys({json}), {Each(Members(json), map.Value)}) END",
        BooleanType => $"CASE {json} WHEN 'true' THEN true WHEN 'false' THEN false END",
        ByteType or ShortType or IntegerType or LongType => $"CASE WHEN {json} RLIKE '^-?[0-9]+$' THEN {casts.Sql(json, type)} END",
        FloatType or DoubleType or DecimalType => $"CASE WHEN {json} RLIKE '^-?([0-9]|NaN$|Infinity$)' THEN {casts.Sql(json, type)} END",
        _ => $"CASE WHEN {json} LIKE '\"%' THEN {casts.Sql(Text(json), type)} END",
    };

    /// <summary>Whether a value is there and none of its field's type, at any depth; null where every value is.</summary>
    internal string? Misfit(string json, SparkType type)
    {
        if (type is StructType row)
        {
            var within = row.Fields.Select(field => Misfit(JsonPath.Member(json, field.Name), field.Type)).OfType<string>();
            return $"({string.Join(" OR ", within.Prepend($"({IsThere(json)} AND {json} NOT LIKE '{{%')"))})";
        }

        return FieldCasts.IsText(type) ? null : $"({IsThere(json)} AND {Sql(json, type)} IS NULL)";
    }

    private static string IsThere(string json) => $"coalesce({json} <> 'null', false)";

    // A text without its quotes; anything else as it is.
    private static string Text(string json) => $"CASE WHEN {json} LIKE '\"%' THEN get(from_json(concat('[', {json}, ']'), 'ARRAY<STRING>'), 0) ELSE {json} END";

    private static string Members(string json) => $"transform(json_object_keys({json}), k -> {JsonPath.MemberOf(json, "k")})";

    // As in Spark an element that does not fit takes the whole list or map with it. A name of its own for each variable within another.
    private string AllFit(string elements, SparkType type) => Misfit(Variable(elements), type) is { } misfit ? $"NOT exists({elements}, {Variable(elements)} -> coalesce({misfit}, false))" : "true";

    private string Each(string elements, SparkType type) => $"transform({elements}, {Variable(elements)} -> {Sql(Variable(elements), type)})";

    private static string Variable(string elements)
    {
        var depth = 0;
        while (elements.Contains($"e{depth}", StringComparison.Ordinal))
            depth++;
        return $"e{depth}";
    }
}
