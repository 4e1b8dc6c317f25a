using Edlake.Sql.Types;

namespace Edlake.Spark.Reading.Json;

/// <summary>What fits no field of a document's schema, as JSON: keys that are no field, values that are not of their field's type, at any depth.</summary>
internal sealed class JsonRescue(JsonValue values)
{
    /// <summary>The text; NULL where all fits. <paramref name="keys"/> is the SQL of the names of the document's members that are not null.</summary>
    internal string Sql(string document, string keys, IReadOnlyList<StructField> fields, string path) =>
        $"concat('{{', {Inner(document, keys, fields)}, ',\"_file_path\":', {Quoted(path)}, '}}')";

    private string Inner(string document, string keys, IReadOnlyList<StructField> fields) =>
        $"nullif(concat_ws(',', {string.Join(", ", Parts(document, keys, fields))}), '')";

    // Each a text or a list of texts, NULL where there is nothing to tell; concat_ws passes over these.
    private IEnumerable<string> Parts(string document, string keys, IReadOnlyList<StructField> fields)
    {
        var known = string.Join(", ", fields.Select(field => SparkSyntax.Literal(field.Name)));
        var unknown = fields.Count == 0 ? keys : $"filter({keys}, k -> k NOT IN ({known}))";
        yield return $"transform({unknown}, k -> concat({Quoted("k")}, ':', coalesce({JsonPath.MemberOf(document, "k")}, {Other(document)})))";
        foreach (var field in fields.Where(field => !FieldCasts.IsText(field.Type)))
        {
            var value = JsonPath.Member(document, field.Name);
            var name = $"concat({Quoted(SparkSyntax.Literal(field.Name))}, ':')";
            yield return field.Type is StructType row
                ? $"CASE WHEN {value} LIKE '{{%' THEN concat({name}, '{{', {Inner(value, Members(value), row.Fields)}, '}}') WHEN {value} IS NOT NULL THEN concat({name}, {value}) END"
                : $"CASE WHEN {values.Misfit(value, field.Type)} THEN concat({name}, {value}) END";
        }
    }

    private static string Members(string document) => $"filter(json_object_keys({document}), k -> {JsonPath.MemberOf(document, "k")} IS NOT NULL)";

    // Of a document that functions on texts do not read (NaN), or a name that no path can say: the value as a text.
    private static string Other(string document) => $"coalesce({Quoted($"from_json({document}, 'MAP<STRING, STRING>')[k]")}, 'null')";

    private static string Quoted(string text) => $"substr(to_json(array({text})), 2, length(to_json(array({text}))) - 2)";
}
