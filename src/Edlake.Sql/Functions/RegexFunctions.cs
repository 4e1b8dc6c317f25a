using Edlake.Sql.Functions.Native;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>
/// Regular expressions in Java's dialect. A constant pattern that means the same to DuckDB's RE2 runs there; any other runs in
/// .NET, translated (<see cref="JavaRegex"/>).
/// </summary>
internal static class RegexFunctions
{
    private static readonly SparkType Texts = new ArrayType(FunctionRow.Text, true);

    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("rlike", [Parameter.Text, Parameter.Text], _ => FunctionRow.Boolean, call => Fast(call, 1) is { } pattern
            ? $"regexp_matches({call.Arguments[0]}, {pattern})"
            : $"spark_regexp_like({call.Arguments[0]}, {call.Arguments[1]})") with { Aliases = ["regexp", "regexp_like"] },
        Scalar("regexp_extract", [Parameter.Text, Parameter.Text, Parameter.Int], _ => FunctionRow.Text, call => Extract(call, "spark_regexp_extract"), optional: 1),
        Scalar("regexp_extract_all", [Parameter.Text, Parameter.Text, Parameter.Int], _ => Texts, call => FromJson(Extract(call, "spark_regexp_extract_all")), optional: 1),
        Scalar("regexp_replace", [Parameter.Text, Parameter.Text, Parameter.Text, Parameter.Int], _ => FunctionRow.Text, Replace, optional: 1),
        Scalar("regexp_count", [Parameter.Text, Parameter.Text], Int, "CAST(spark_regexp_count({0}, {1}) AS INTEGER)"),
        Scalar("regexp_instr", [Parameter.Text, Parameter.Text, Parameter.Int], _ => Int, Template("CAST(spark_regexp_instr({0}, {1}) AS INTEGER)"), optional: 1),
        Scalar("regexp_substr", [Parameter.Text, Parameter.Text], FunctionRow.Text, "spark_regexp_substr({0}, {1})", nullable: Always),
        Scalar("split", [Parameter.Text, Parameter.Text, Parameter.Int], _ => new ArrayType(FunctionRow.Text, false), Split, optional: 1),
    ];

    private static string? Fast(GeneratedCall call, int index) =>
        Constant(call.Bound[index]) is string pattern && JavaRegex.MeansTheSameToRe2(pattern) ? PhysicalType.Literal(pattern) : null;

    private static string Extract(GeneratedCall call, string native)
    {
        var group = call.Arguments.Count == 3 ? call.Arguments[2] : "1";
        return $"{native}({call.Arguments[0]}, {call.Arguments[1]}, CAST({group} AS BIGINT))";
    }

    private static string Replace(GeneratedCall call)
    {
        var fast = call.Arguments.Count == 3 && Fast(call, 1) is { } pattern && Constant(call.Bound[2]) is string replacement && !replacement.Contains('$') && !replacement.Contains('\\')
            ? $"regexp_replace({call.Arguments[0]}, {pattern}, {call.Arguments[2]}, 'g')"
            : null;
        var from = call.Arguments.Count == 4 ? call.Arguments[3] : "1";
        return fast ?? $"spark_regexp_replace({call.Arguments[0]}, {call.Arguments[1]}, {call.Arguments[2]}, CAST({from} AS BIGINT))";
    }

    private static string Split(GeneratedCall call)
    {
        // A separator without any special character needs no regular expression, and none of Java's rules differ then.
        if (call.Arguments.Count == 2 && Constant(call.Bound[1]) is string { Length: > 0 } separator && JavaRegex.IsPlain(separator))
            return $"string_split({call.Arguments[0]}, {call.Arguments[1]})";
        var limit = call.Arguments.Count == 3 ? call.Arguments[2] : "-1";
        return FromJson($"spark_split({call.Arguments[0]}, {call.Arguments[1]}, CAST({limit} AS BIGINT))");
    }

    // .NET functions give text; a list travels as a JSON array.
    private static string FromJson(string sql) => $"CAST(CAST({sql} AS JSON) AS VARCHAR[])";
}
