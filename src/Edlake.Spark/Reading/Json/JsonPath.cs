namespace Edlake.Spark.Reading.Json;

/// <summary>
/// SQL that takes members out of JSON texts, as JSON: in a list a value keeps its quotes, so that a text is told from a number.
/// </summary>
internal static class JsonPath
{
    /// <summary>The member of an object; NULL for none and for null.</summary>
    internal static string Member(string document, string name) => $"get_json_object(concat('[', {document}, ']'), {SparkSyntax.Literal(Step(name))})";

    /// <summary>The member whose name is the value of an SQL expression.</summary>
    internal static string MemberOf(string document, string name) =>
        $"get_json_object(concat('[', {document}, ']'), CASE WHEN {name} RLIKE '[\\'?]' THEN concat('$[*].', {name}) ELSE concat('$[*][\\'', {name}, '\\']') END)";

    /// <summary>The elements of a list.</summary>
    internal static string Elements(string list) =>
        $"CASE WHEN json_array_length({list}) = 0 THEN CAST(array() AS ARRAY<STRING>) ELSE transform(sequence(0, json_array_length({list}) - 1), i -> get_json_object(concat('[', {list}, ']'), concat('$[*][', i, ']'))) END";

    // Within brackets neither quote nor question mark may stand, after a dot neither dot nor bracket.
    private static string Step(string name) => name.AsSpan().IndexOfAny("'?") < 0 ? $"$[*]['{name}']" : $"$[*].{name}";
}
