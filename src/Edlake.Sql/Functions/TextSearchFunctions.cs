using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Looking for text in text, without regular expressions.</summary>
internal static class TextSearchFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Like("like", "LIKE"),
        Like("ilike", "ILIKE"),
        Scalar("contains", [Parameter.TextOrBinary, Parameter.TextOrBinary], FunctionRow.Boolean, "contains({0}, {1})"),
        Scalar("startswith", [Parameter.TextOrBinary, Parameter.TextOrBinary], FunctionRow.Boolean, "starts_with({0}, {1})"),
        Scalar("endswith", [Parameter.TextOrBinary, Parameter.TextOrBinary], FunctionRow.Boolean, "ends_with({0}, {1})"),
        Scalar("instr", [Parameter.Text, Parameter.Text], Int, "(CASE WHEN {1} = '' THEN 1 ELSE CAST(instr({0}, {1}) AS INTEGER) END)"),
        Scalar("locate", [Parameter.Text, Parameter.Text, Parameter.Int], _ => Int, Locate, optional: 1) with { Aliases = ["position", "charindex"] },
        Scalar("find_in_set", [Parameter.Text, Parameter.Text], Int, "(CASE WHEN contains({0}, ',') THEN 0 ELSE CAST(coalesce(list_position(string_split({1}, ','), {0}), 0) AS INTEGER) END)"),
        Scalar("levenshtein", [Parameter.Text, Parameter.Text, Parameter.Int], _ => Int, Levenshtein, optional: 1),
    ];

    private static FunctionDefinition Like(string name, string keyword) => Scalar(
        name,
        [Parameter.Text, Parameter.Text, Parameter.Text],
        _ => FunctionRow.Boolean,
        call =>
        {
            var escape = call.Bound.Count == 3 && Constant(call.Bound[2]) is string given ? given : "\\";
            CheckPattern(call, escape[0]);
            return $"({call.Arguments[0]} {keyword} {call.Arguments[1]} ESCAPE {PhysicalType.Literal(escape)})";
        },
        optional: 1);

    // DuckDB takes an escape before any character; Spark only before the wildcards and itself.
    private static void CheckPattern(GeneratedCall call, char escape)
    {
        if (Constant(call.Bound[1]) is not string pattern)
            return;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != escape)
                continue;
            if (i + 1 == pattern.Length)
                throw FunctionErrors.InvalidPattern(call, "ESC_AT_THE_END", $"The pattern '{pattern}' is invalid: the escape character is not allowed to end with.");
            if (pattern[i + 1] is not ('_' or '%') && pattern[i + 1] != escape)
                throw FunctionErrors.InvalidPattern(call, "ESC_IN_THE_MIDDLE", $"The pattern '{pattern}' is invalid: the escape character is not allowed to precede '{pattern[i + 1]}'.");
            i++;
        }
    }

    private static string Locate(GeneratedCall call)
    {
        var (needle, text) = (call.Arguments[0], call.Arguments[1]);
        if (call.Arguments.Count == 2)
            return $"(CASE WHEN {needle} = '' THEN 1 ELSE CAST(instr({text}, {needle}) AS INTEGER) END)";
        var from = call.Arguments[2];
        var rest = $"instr(substring({text}, {from}, 2147483647), {needle})";
        return $"(CASE WHEN {from} < 1 THEN 0 WHEN {needle} = '' THEN {from} WHEN {rest} = 0 THEN 0 ELSE CAST({rest} + {from} - 1 AS INTEGER) END)";
    }

    private static string Levenshtein(GeneratedCall call)
    {
        // DuckDB counts bytes; the .NET function counts characters.
        var distance = $"CAST(spark_levenshtein({call.Arguments[0]}, {call.Arguments[1]}) AS INTEGER)";
        return call.Arguments.Count == 2 ? distance : $"(CASE WHEN {distance} > {call.Arguments[2]} THEN -1 ELSE {distance} END)";
    }
}
