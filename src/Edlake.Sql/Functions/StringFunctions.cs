using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Making and cutting text. Positions count characters from 1; a negative one counts from the end.</summary>
internal static class StringFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("||", BindConcat, Concatenated),
        Scalar("concat", BindConcat, Concatenated),
        Scalar("concat_ws", BindConcatWs, JoinedWithSeparator),
        Ascii("upper", "upper({0})", "spark_upper({0})", "ucase"),
        Ascii("lower", "lower({0})", "spark_lower({0})", "lcase"),
        Scalar("initcap", [Parameter.Text], FunctionRow.Text, "spark_initcap({0})"),
        Scalar("length", [Parameter.TextOrBinary], _ => Int, call => call.Bound[0].Type is BinaryType
            ? $"CAST(octet_length({call.Arguments[0]}) AS INTEGER)"
            : $"CAST(length({call.Arguments[0]}) AS INTEGER)") with { Aliases = ["char_length", "character_length", "len"] },
        Scalar("octet_length", [Parameter.TextOrBinary], _ => Int, call => $"CAST({Bytes(call)} AS INTEGER)"),
        Scalar("bit_length", [Parameter.TextOrBinary], _ => Int, call => $"CAST({Bytes(call)} * 8 AS INTEGER)"),
        Trim("trim", "trim", charactersFirst: true),
        Trim("ltrim", "ltrim", charactersFirst: true),
        Trim("rtrim", "rtrim", charactersFirst: true),
        Trim("btrim", "trim", charactersFirst: false),
        Scalar("substring", [Parameter.TextOrBinary, Parameter.Int, Parameter.Int], SameAs(0), Substring, optional: 1) with { Aliases = ["substr"] },
        Scalar("left", [Parameter.TextOrBinary, Parameter.Int], SameAs(0), call => SubstringOf(call, "1", call.Arguments[1])),
        Scalar("right", [Parameter.Text, Parameter.Int], FunctionRow.Text, "(CASE WHEN {1} <= 0 AND {0} IS NOT NULL THEN '' ELSE right({0}, {1}) END)", nullable: Always),
        Pad("lpad"),
        Pad("rpad"),
        Scalar("repeat", [Parameter.Text, Parameter.Int], FunctionRow.Text, "repeat({0}, greatest({1}, 0))"),
        Scalar("space", [Parameter.Int], FunctionRow.Text, "repeat(' ', greatest({0}, 0))"),
        Scalar("reverse", [new Parameter("(\"STRING\" or \"ARRAY\")", type => type is ArrayType ? type : Parameter.Text.TargetFor(type))], SameAs(0), call =>
            call.Type is ArrayType ? $"list_reverse({call.Arguments[0]})" : $"spark_reverse({call.Arguments[0]})"),
        Scalar("replace", [Parameter.Text, Parameter.Text, Parameter.Text], _ => FunctionRow.Text, call => call.Arguments.Count == 2
            ? $"replace({call.Arguments[0]}, {call.Arguments[1]}, '')"
            : Template("(CASE WHEN {1} = '' THEN {0} ELSE replace({0}, {1}, {2}) END)")(call), optional: 1),
        Scalar("translate", [Parameter.Text, Parameter.Text, Parameter.Text], FunctionRow.Text, "spark_translate({0}, {1}, {2})"),
        Scalar("overlay", [Parameter.Text, Parameter.Text, Parameter.Int, Parameter.Int], _ => FunctionRow.Text, Overlay, optional: 1),
        Scalar("substring_index", [Parameter.Text, Parameter.Text, Parameter.Int], FunctionRow.Text, "spark_substring_index({0}, {1}, CAST({2} AS BIGINT))"),
        Scalar("split_part", [Parameter.Text, Parameter.Text, Parameter.Int], FunctionRow.Text, SplitPart, nullable: Always),
        Scalar("elt", BindElt, call => $"(CASE {call.Arguments[0]} {string.Join(" ", call.Arguments.Skip(1).Select((argument, i) => $"WHEN {i + 1} THEN {argument}"))} END)"),
        Scalar("ascii", [Parameter.Text], Int, "(CASE WHEN {0} = '' THEN 0 ELSE CAST(unicode({0}) AS INTEGER) END)"),
        Scalar("chr", [Parameter.Long], FunctionRow.Text, "(CASE WHEN {0} < 0 THEN '' ELSE chr(CAST({0} % 256 AS INTEGER)) END)") with { Aliases = ["char"] },
        Scalar("collation", [Parameter.Text], _ => FunctionRow.Text, call => PhysicalType.Literal($"SYSTEM.BUILTIN.{((StringType)call.Bound[0].Type).Collation}"), nullable: Never),
    ];

    private const string SplitPart =
        "(CASE WHEN {2} = 0 THEN error('[INVALID_INDEX_OF_ZERO] The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1). SQLSTATE: 22003') "
        + "WHEN {1} = '' THEN CASE WHEN {2} IN (1, -1) THEN {0} ELSE '' END ELSE split_part({0}, {1}, {2}) END)";

    // The special cases of upper and lower (ß, final sigma) are in the .NET function; plain ASCII never goes there.
    private static FunctionDefinition Ascii(string name, string plain, string native, string alias) => Scalar(
        name, [Parameter.Text], FunctionRow.Text, $"(CASE WHEN strlen({{0}}) = length({{0}}) THEN {plain} ELSE {native} END)") with
    { Aliases = [alias] };

    private static FunctionDefinition Trim(string name, string function, bool charactersFirst) => Scalar(
        name,
        [Parameter.Text, Parameter.Text],
        _ => FunctionRow.Text,
        call =>
        {
            if (call.Arguments.Count == 1)
                return $"{function}({call.Arguments[0]}, ' ')";
            var (text, characters) = charactersFirst ? (call.Arguments[1], call.Arguments[0]) : (call.Arguments[0], call.Arguments[1]);
            return $"(CASE WHEN {characters} = '' THEN {text} ELSE {function}({text}, {characters}) END)";
        },
        optional: 1);

    private static FunctionDefinition Pad(string name) => Scalar(
        name,
        [Parameter.Text, Parameter.Int, Parameter.Text],
        _ => FunctionRow.Text,
        call =>
        {
            var fill = call.Arguments.Count == 3 ? call.Arguments[2] : "' '";
            return $"(CASE WHEN {call.Arguments[1]} <= 0 THEN '' WHEN {fill} = '' THEN left({call.Arguments[0]}, {call.Arguments[1]}) ELSE {name}({call.Arguments[0]}, {call.Arguments[1]}, {fill}) END)";
        },
        optional: 1);

    private static string Bytes(GeneratedCall call) => call.Bound[0].Type is BinaryType ? $"octet_length({call.Arguments[0]})" : $"strlen({call.Arguments[0]})";

    private static Signature BindConcat(CallSite call)
    {
        if (call.Arguments.Count == 0)
            return new Signature([], FunctionRow.Text, false);
        if (call.Arguments.Any(argument => argument.Type is ArrayType))
        {
            var lists = ConditionalFunctions.ToCommonType(call, 0, "concat");
            return new Signature(lists, lists[0].Type, AnyNull(lists));
        }

        var parameter = call.Arguments.All(argument => argument.Type is BinaryType) ? Parameter.Binary : Parameter.Text;
        var arguments = call.Arguments.Select((_, i) => Convert1(call, i, parameter)).ToList();
        return new Signature(arguments, arguments[0].Type, AnyNull(arguments));
    }

    private static string Concatenated(GeneratedCall call) => call.Type switch
    {
        _ when call.Arguments.Count == 0 => "''",
        ArrayType => call.Arguments.Aggregate((left, right) =>
            $"(CASE WHEN {left} IS NULL OR {right} IS NULL THEN NULL ELSE list_concat({left}, {right}) END)"),

        // A bare NULL would give the whole a type of its own.
        _ when call.Bound.Any(argument => argument is BoundLiteral { Value: null }) => $"CAST(NULL AS {PhysicalType.Of(call.Type)})",
        _ => $"({string.Join(" || ", call.Arguments)})",
    };

    // Arrays of text are joined into the list, NULLs are left out; only a NULL separator makes the result NULL.
    private static Signature BindConcatWs(CallSite call)
    {
        CheckCount(call, 1, int.MaxValue);
        var textArray = new Parameter("(\"STRING\" or \"ARRAY<STRING>\")", type => type is ArrayType ? new ArrayType(FunctionRow.Text, true) : Parameter.Text.TargetFor(type));
        var arguments = call.Arguments.Select((_, i) => Convert1(call, i, i == 0 ? Parameter.Text : textArray)).ToList();
        return new Signature(arguments, FunctionRow.Text, arguments[0].Nullable);
    }

    private static string JoinedWithSeparator(GeneratedCall call)
    {
        if (call.Arguments.Count == 1)
            return $"(CASE WHEN {call.Arguments[0]} IS NOT NULL THEN '' END)";
        if (call.Bound.Skip(1).All(argument => argument.Type is not ArrayType))
            return $"concat_ws({string.Join(", ", call.Arguments)})";
        var lists = call.Arguments.Skip(1).Select((argument, i) => call.Bound[i + 1].Type is ArrayType ? $"coalesce({argument}, []::VARCHAR[])" : $"[{argument}]");
        var all = lists.Aggregate((left, right) => $"list_concat({left}, {right})");
        return $"(CASE WHEN {call.Arguments[0]} IS NOT NULL THEN coalesce(array_to_string(list_filter({all}, lambda item: item IS NOT NULL), {call.Arguments[0]}), '') END)";
    }

    private static string Substring(GeneratedCall call) =>
        SubstringOf(call, call.Arguments[1], call.Arguments.Count == 3 ? call.Arguments[2] : "2147483647");

    // Spark: 0 is 1; a negative start counts from the end, and what lies before the first character eats into the length.
    private static string SubstringOf(GeneratedCall call, string start, string count)
    {
        var value = call.Arguments[0];
        var (length, cut) = call.Bound[0].Type is BinaryType ? ($"octet_length({value})", "spark_substring_binary") : ($"length({value})", "substring");
        var from = $"(CASE WHEN {start} > 0 THEN CAST({start} AS BIGINT) WHEN {start} = 0 THEN 1 ELSE {length} + {start} + 1 END)";
        var end = $"({from} + greatest({count}, 0))";
        var first = $"greatest({from}, 1)";
        var piece = $"{cut}({value}, {first}, greatest({end} - {first}, 0))";

        // greatest() passes over NULL, so an unknown place or length is looked for.
        var unknown = call.Bound.Skip(1).Select((argument, i) => (argument, i)).Where(pair => pair.argument.Nullable).Select(pair => $"{call.Arguments[pair.i + 1]} IS NULL").ToList();
        return unknown.Count == 0 ? piece : $"(CASE WHEN NOT ({string.Join(" OR ", unknown)}) THEN {piece} END)";
    }

    private static string Overlay(GeneratedCall call)
    {
        var (text, put, from) = (call.Arguments[0], call.Arguments[1], call.Arguments[2]);
        var count = call.Arguments.Count == 4 ? $"(CASE WHEN {call.Arguments[3]} < 0 THEN length({put}) ELSE {call.Arguments[3]} END)" : $"length({put})";
        return $"(substring({text}, 1, greatest({from} - 1, 0)) || {put} || substring({text}, greatest({from} + {count}, 1), 2147483647))";
    }

    private static Signature BindElt(CallSite call)
    {
        CheckCount(call, 2, int.MaxValue);
        var arguments = call.Arguments.Select((_, i) => Convert1(call, i, i == 0 ? Parameter.Int : Parameter.Text)).ToList();
        return new Signature(arguments, FunctionRow.Text, true);
    }
}
