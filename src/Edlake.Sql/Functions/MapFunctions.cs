using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Maps.</summary>
internal static class MapFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("map", BindMap, Map),
        Scalar("map_keys", [Parameter.Map], arguments => new ArrayType(((MapType)arguments[0].Type).Key, false), Template("map_keys({0})")),
        Scalar("map_values", [Parameter.Map], arguments => new ArrayType(((MapType)arguments[0].Type).Value, ((MapType)arguments[0].Type).ValueContainsNull), Template("map_values({0})")),
        Scalar("map_contains_key", [Parameter.Map, Parameter.Any], _ => FunctionRow.Boolean, Template("map_contains({0}, {1})"), nullable: Always),
        Scalar("map_entries", [Parameter.Map], arguments => Entries((MapType)arguments[0].Type), Template("map_entries({0})")),
        Scalar("map_from_arrays", [Parameter.Array, Parameter.Array], FromArrays, Template("(CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN MAP({0}, {1}) END)")),
        Scalar("map_from_entries", [Parameter.Array], FromEntries, Template("map_from_entries({0})"), nullable: arguments => arguments[0].Nullable || ((ArrayType)arguments[0].Type).ContainsNull),
        Scalar("map_concat", BindConcat, Concatenated),
        Scalar("str_to_map", BindSplit, Split),
    ];

    private static ArrayType Entries(MapType map) =>
        new(new StructType([new StructField("key", map.Key, false), new StructField("value", map.Value, map.ValueContainsNull)]), false);

    private static MapType FromArrays(IReadOnlyList<BoundExpression> arguments) =>
        new(((ArrayType)arguments[0].Type).Element, ((ArrayType)arguments[1].Type).Element, ((ArrayType)arguments[1].Type).ContainsNull);

    private static SparkType FromEntries(IReadOnlyList<BoundExpression> arguments) => arguments[0].Type is ArrayType { Element: StructType { Fields: [var key, var value] } }
        ? new MapType(key.Type, value.Type, value.Nullable)
        : throw FunctionErrors.UnexpectedInputType(new CallSite("map_from_entries", arguments, new SessionState()), 0, "(\"ARRAY\" of pair \"STRUCT\")");

    private static Signature BindConcat(CallSite call)
    {
        if (call.Arguments.Count == 0)
            return new Signature([], new MapType(Text, Text, false), false);
        var arguments = ConditionalFunctions.ToCommonType(call, 0, "map_concat");
        return arguments[0].Type is MapType
            ? new Signature(arguments, arguments[0].Type, AnyNull(arguments))
            : throw FunctionErrors.UnexpectedInputType(call, 0, "MAP");
    }

    // DuckDB's own map_concat takes the last of two equal keys; in Spark they are an error.
    private static string Concatenated(GeneratedCall call)
    {
        if (call.Arguments.Count == 0)
            return "MAP([]::VARCHAR[], []::VARCHAR[])";
        var known = string.Join(" AND ", call.Arguments.Select(argument => $"{argument} IS NOT NULL"));
        return $"(CASE WHEN {known} THEN map_from_entries(list_concat({string.Join(", ", call.Arguments.Select(argument => $"map_entries({argument})"))})) END)";
    }

    private static Signature BindSplit(CallSite call)
    {
        CheckCount(call, 1, 3);
        var arguments = call.Arguments.Select((_, i) => Convert1(call, i, Parameter.Text)).ToList();
        if (arguments.Count < 2)
            arguments.Add(new BoundLiteral(",", Text));
        if (arguments.Count < 3)
            arguments.Add(new BoundLiteral(":", Text));
        foreach (var delimiter in arguments.Skip(1))
        {
            // Delimiters are regular expressions in Spark; only those that stand for themselves are taken here.
            if (Constant(delimiter) is not string { Length: > 0 } text || text.IndexOfAny(['\\', '[', ']', '(', ')', '{', '}', '.', '*', '+', '?', '^', '$', '|']) >= 0)
                throw FunctionErrors.Unsupported(call, "Delimiters of str_to_map that are patterns.");
        }

        return new Signature(arguments, new MapType(Text, Text, true), arguments[0].Nullable);
    }

    private static string Split(GeneratedCall call)
    {
        var (text, pairs, marks) = (call.Arguments[0], call.Arguments[1], call.Arguments[2]);
        var entry = $"struct_pack(k := split_part(item, {marks}, 1), v := CASE WHEN contains(item, {marks}) THEN item[strpos(item, {marks}) + length({marks}):] END)";
        return $"(CASE WHEN {text} IS NOT NULL THEN map_from_entries(list_transform(string_split({text}, {pairs}), lambda item: {entry})) END)";
    }

    private static Signature BindMap(CallSite call)
    {
        if (call.Arguments.Count == 0)
            return new Signature([], new MapType(new NullType(), new NullType(), false), false);
        if (call.Arguments.Count % 2 != 0)
            throw FunctionErrors.WrongNumberOfArguments(call, 2, int.MaxValue);
        var keys = call.Arguments.Where((_, i) => i % 2 == 0).ToList();
        var values = call.Arguments.Where((_, i) => i % 2 == 1).ToList();
        if (keys.Any(key => key.Type is NullType))
            throw FunctionErrors.MapKeyNull(call);
        var key = TypeCoercion.CommonTypeOf([.. keys.Select(argument => argument.Type)]) ?? throw FunctionErrors.Mismatch(call, "CREATE_MAP_KEY_DIFF_TYPES", "The given keys of function `map` should all be the same type.");
        var value = TypeCoercion.CommonTypeOf([.. values.Select(argument => argument.Type)]) ?? throw FunctionErrors.Mismatch(call, "CREATE_MAP_VALUE_DIFF_TYPES", "The given values of function `map` should all be the same type.");
        var arguments = call.Arguments.Select((argument, i) => TypeCoercion.ImplicitCast(argument, i % 2 == 0 ? key : value)).ToList();
        return new Signature(arguments, new MapType(key, value, arguments.Where((_, i) => i % 2 == 1).Any(argument => argument.Nullable)), false);
    }

    private static string Map(GeneratedCall call) => call.Arguments.Count == 0
        ? "MAP([]::INTEGER[], []::INTEGER[])"
        : $"MAP([{string.Join(", ", call.Arguments.Where((_, i) => i % 2 == 0))}], [{string.Join(", ", call.Arguments.Where((_, i) => i % 2 == 1))}])";
}
