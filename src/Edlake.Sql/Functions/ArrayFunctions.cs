using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Arrays: making, reading, cutting.</summary>
internal static class ArrayFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("array", BindArray, call => call.Arguments.Count == 0 ? "[]::INTEGER[]" : $"[{string.Join(", ", call.Arguments)}]"),
        Scalar("sequence", BindSequence, Sequence),
        Scalar("size", [new Parameter("(\"ARRAY\" or \"MAP\")", type => type is MapType ? type : Parameter.Array.TargetFor(type))], _ => Int, call => call.Bound[0].Type is MapType
            ? $"CAST(cardinality({call.Arguments[0]}) AS INTEGER)"
            : $"CAST(len({call.Arguments[0]}) AS INTEGER)") with { Aliases = ["cardinality", "array_size"] },
        Scalar("getitem", BindGetItem, GetItem),
        Scalar("element_at", BindElementAt, ElementAt),
        Scalar("get", [Parameter.Array, Parameter.Int], ElementType, call => $"(CASE WHEN {call.Arguments[1]} >= 0 THEN list_extract({call.Arguments[0]}, {call.Arguments[1]} + 1) END)", nullable: Always),
        Scalar("slice", [Parameter.Array, Parameter.Int, Parameter.Int], SameAs(0), call =>
            $"(CASE WHEN {call.Arguments[1]} > 0 THEN list_slice({call.Arguments[0]}, {call.Arguments[1]}, {call.Arguments[1]} + {call.Arguments[2]} - 1) ELSE list_slice({call.Arguments[0]}, len({call.Arguments[0]}) + {call.Arguments[1]} + 1, len({call.Arguments[0]}) + {call.Arguments[1]} + {call.Arguments[2]}) END)"),
        Scalar("array_join", [Parameter.Array, Parameter.Text, Parameter.Text], _ => FunctionRow.Text, call => call.Arguments.Count == 2
            ? $"coalesce(array_to_string(list_filter(CAST({call.Arguments[0]} AS VARCHAR[]), lambda item: item IS NOT NULL), {call.Arguments[1]}), '')"
            : $"array_to_string(list_transform(CAST({call.Arguments[0]} AS VARCHAR[]), lambda item: coalesce(item, {call.Arguments[2]})), {call.Arguments[1]})", optional: 1),
        Scalar("sort_array", [Parameter.Array, Parameter.Boolean], SameAs(0), call => call.Bound.Count == 2 && Constant(call.Bound[1]) is false
            ? OrderingKey.Sorted(call.Arguments[0], ElementType(call.Bound), "DESC", "NULLS LAST")
            : OrderingKey.Sorted(call.Arguments[0], ElementType(call.Bound), "ASC", "NULLS FIRST"), optional: 1),
        Scalar("array_min", [Parameter.Array], ElementType, call => Extreme(call, "list_min", "ASC"), nullable: Always),
        Scalar("array_max", [Parameter.Array], ElementType, call => Extreme(call, "list_max", "DESC"), nullable: Always),
        Scalar("array_contains", BindContains, call => call.Bound[0].Type is ArrayType { ContainsNull: true }
            ? Template("(CASE WHEN list_contains({0}, {1}) THEN true WHEN {0} IS NULL OR {1} IS NULL OR len(list_filter({0}, lambda item: item IS NULL)) > 0 THEN NULL ELSE false END)")(call)
            : Template("(CASE WHEN {0} IS NULL OR {1} IS NULL THEN NULL ELSE list_contains({0}, {1}) END)")(call)),
        Scalar("flatten", [Parameter.Array], arguments => ((ArrayType)arguments[0].Type).Element, Flattened, nullable: MayFlattenToNull),
    ];

    private static string Extreme(GeneratedCall call, string function, string direction) => OrderingKey.IsNeeded(call.Type)
        ? $"list_extract({OrderingKey.Sorted(call.Arguments[0], call.Type, direction, "NULLS LAST")}, 1)"
        : $"{function}({call.Arguments[0]})";

    private static bool MayFlattenToNull(IReadOnlyList<BoundExpression> arguments) =>
        arguments[0].Nullable || ((ArrayType)arguments[0].Type).ContainsNull;

    // One missing part makes the whole unknown; DuckDB would skip it.
    private static string Flattened(GeneratedCall call) => ((ArrayType)call.Bound[0].Type).ContainsNull
        ? $"(CASE WHEN list_count({call.Arguments[0]}) = len({call.Arguments[0]}) THEN flatten({call.Arguments[0]}) END)"
        : $"flatten({call.Arguments[0]})";

    private static SparkType ElementType(IReadOnlyList<BoundExpression> arguments) => ((ArrayType)arguments[0].Type).Element;

    private static Signature BindArray(CallSite call)
    {
        if (call.Arguments.Count == 0)
            return new Signature([], new ArrayType(new NullType(), false), false);
        var arguments = ConditionalFunctions.ToCommonType(call, 0, "array");
        return new Signature(arguments, new ArrayType(arguments[0].Type, AnyNull(arguments)), false);
    }

    private static Signature BindSequence(CallSite call)
    {
        CheckCount(call, 2, 3);
        var type = TypeCoercion.CommonType(call.Arguments[0].Type, call.Arguments[1].Type) ?? throw FunctionErrors.DifferentTypes(call, "sequence");
        if (!type.IsIntegral() && !type.IsDateTime())
            throw FunctionErrors.UnexpectedInputType(call, 0, "(\"TIMESTAMP\" or \"DATE\" or \"INTEGRAL\")");
        var (start, stop) = (TypeCoercion.ImplicitCast(call.Arguments[0], type), TypeCoercion.ImplicitCast(call.Arguments[1], type));
        IReadOnlyList<BoundExpression> arguments = call.Arguments.Count == 2
            ? [start, stop]
            : [start, stop, type.IsIntegral() ? TypeCoercion.ImplicitCast(call.Arguments[2], type) : call.Arguments[2]];
        return new Signature(arguments, new ArrayType(type, false), AnyNull(arguments));
    }

    private static string Sequence(GeneratedCall call)
    {
        var type = ((ArrayType)call.Type).Element;
        var (start, stop) = (call.Arguments[0], call.Arguments[1]);
        if (type.IsIntegral())
        {
            var by = call.Arguments.Count == 3 ? call.Arguments[2] : $"(CASE WHEN {start} <= {stop} THEN 1 ELSE -1 END)";
            var series = $"CAST(generate_series(CAST({start} AS BIGINT), CAST({stop} AS BIGINT), CAST({by} AS BIGINT)) AS {PhysicalType.Of(call.Type)})";
            return call.Arguments.Count == 2 ? series
                : $"(CASE WHEN ({start} < {stop} AND {by} <= 0) OR ({start} > {stop} AND {by} >= 0) THEN error('[ILLEGAL_SEQUENCE] Illegal sequence boundaries: ' || {start} || ' to ' || {stop} || ' by ' || {by}) ELSE {series} END)";
        }

        // Each month is counted from the first, so that the 31st stays the last day of its month.
        if (call.Arguments.Count == 3 && call.Bound[2].Type is YearMonthIntervalType)
        {
            var months = call.Arguments[2];
            var zone = call.Session.TimeZone;
            string Clock(string value) => type is TimestampType ? WallClock.Local(value, zone) : value;
            var count = $"abs(((year({Clock(stop)}) - year({Clock(start)})) * 12 + month({Clock(stop)}) - month({Clock(start)})) // {months}) + 1";
            var items = $"list_transform(range({count}), lambda place: CAST({WallClock.Moved(start, $"+ to_months(CAST(place * {months} AS INTEGER))", type, zone)} AS {PhysicalType.Of(type)}))";
            return $"list_filter({items}, lambda item: CASE WHEN {months} > 0 THEN item <= {stop} ELSE item >= {stop} END)";
        }

        var step = call.Arguments.Count == 2
            ? $"(CASE WHEN {start} <= {stop} THEN INTERVAL 1 DAY ELSE -INTERVAL 1 DAY END)"
            : call.Bound[2].Type switch
            {
                YearMonthIntervalType => $"to_months({call.Arguments[2]})",
                DayTimeIntervalType => $"(to_days(CAST({call.Arguments[2]} // 86400000000 AS INTEGER)) + to_microseconds({call.Arguments[2]} % 86400000000))",
                _ => call.Arguments[2],
            };
        return $"CAST(generate_series({start}, {stop}, {step}) AS {PhysicalType.Of(call.Type)})";
    }

    private static Signature BindGetItem(CallSite call)
    {
        CheckCount(call, 2, 2);
        if (call.Arguments[0].Type is MapType map)
            return new Signature([call.Arguments[0], TypeCoercion.ImplicitCast(call.Arguments[1], map.Key)], map.Value, true);
        var array = Convert1(call, 0, Parameter.Array);
        var place = call.Name == "getitem" && call.Arguments[1].Type is LongType ? call.Arguments[1] : Convert1(call, 1, Parameter.Int);
        return new Signature([array, place], ((ArrayType)array.Type).Element, true);
    }

    private static string GetItem(GeneratedCall call)
    {
        var (container, key) = (call.Arguments[0], call.Arguments[1]);
        if (call.Bound[0].Type is MapType)
            return $"{container}[{key}]";
        return $"(CASE WHEN {key} < 0 OR {key} >= len({container}) THEN error('[INVALID_ARRAY_INDEX] The index ' || {key} || ' is out of bounds. The array has ' || len({container}) || ' elements. Use the SQL function `get()` to tolerate accessing element at invalid index and return NULL instead. SQLSTATE: 22003') ELSE list_extract({container}, {key} + 1) END)";
    }

    private static Signature BindElementAt(CallSite call) => BindGetItem(call);

    private static string ElementAt(GeneratedCall call)
    {
        var (container, key) = (call.Arguments[0], call.Arguments[1]);
        if (call.Bound[0].Type is MapType)
            return $"{container}[{key}]";
        return $"(CASE WHEN {key} = 0 THEN error('[INVALID_INDEX_OF_ZERO] The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1). SQLSTATE: 22003') WHEN abs({key}) > len({container}) THEN error('[INVALID_ARRAY_INDEX_IN_ELEMENT_AT] The index ' || {key} || ' is out of bounds. The array has ' || len({container}) || ' elements. Use `try_element_at` to tolerate accessing element at invalid index and return NULL instead. SQLSTATE: 22003') ELSE list_extract({container}, {key}) END)";
    }

    private static Signature BindContains(CallSite call)
    {
        CheckCount(call, 2, 2);
        var array = (ArrayType)Convert1(call, 0, Parameter.Array).Type;
        var type = TypeCoercion.CommonType(array.Element, call.Arguments[1].Type) ?? throw FunctionErrors.Mismatch(call, "ARRAY_FUNCTION_DIFF_TYPES", $"Input to `array_contains` should have been \"ARRAY\" followed by a value with same element type, but it's [\"{array.Sql}\", \"{call.Arguments[1].Type.Sql}\"].");
        var (left, right) = (TypeCoercion.ImplicitCast(call.Arguments[0], new ArrayType(type, array.ContainsNull)), TypeCoercion.ImplicitCast(call.Arguments[1], type));
        return new Signature([left, right], FunctionRow.Boolean, left.Nullable || right.Nullable || array.ContainsNull);
    }
}
