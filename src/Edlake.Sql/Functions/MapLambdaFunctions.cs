using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Functions that take lambdas over the entries of maps.</summary>
internal static class MapLambdaFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        OverEntries("map_filter", BindFilter, call => Entries(call, (entry, body) => $"list_filter(map_entries({call.Arguments[0]}), lambda {entry}: {body})")),
        OverEntries("transform_keys", (call, map, lambda) => new MapType(lambda.Type, map.Value, map.ValueContainsNull), call => Entries(call, (entry, body) =>
            $"list_transform(map_entries({call.Arguments[0]}), lambda {entry}: struct_pack(k := {body}, v := {entry}.value))")),
        OverEntries("transform_values", (call, map, lambda) => new MapType(map.Key, lambda.Type, lambda.Nullable), call => Entries(call, (entry, body) =>
            $"list_transform(map_entries({call.Arguments[0]}), lambda {entry}: struct_pack(k := {entry}.key, v := {body}))")),
        new("map_zip_with", FunctionKind.Scalar, BindZip, Zipped)
        {
            LambdaParameters = (bound, _, _) => [(Map(bound[0]).Key, false), (Map(bound[0]).Value, true), (Map(bound[1]).Value, true)],
        },
    ];

    private static FunctionDefinition OverEntries(string name, Func<CallSite, MapType, BoundLambda, SparkType> type, Func<GeneratedCall, string> generate) => new(
        name,
        FunctionKind.Scalar,
        call =>
        {
            CheckCount(call, 2, 2);
            var map = Convert1(call, 0, Parameter.Map);
            var lambda = LambdaAt(call, 1);
            return new Signature([map, lambda], type(call, (MapType)map.Type, lambda), map.Nullable);
        },
        generate)
    {
        LambdaParameters = (bound, _, _) => [(Map(bound[0]).Key, false), (Map(bound[0]).Value, Map(bound[0]).ValueContainsNull)],
    };

    private static MapType Map(BoundExpression argument) => argument.Type as MapType ?? new MapType(new NullType(), new NullType(), true);

    private static BoundLambda LambdaAt(CallSite call, int index) => call.Arguments[index] as BoundLambda
        ?? throw FunctionErrors.UnexpectedInputType(call, index, "LAMBDA");

    private static SparkType BindFilter(CallSite call, MapType map, BoundLambda condition) => condition.Type is BooleanType or NullType
        ? map
        : throw FunctionErrors.UnexpectedInputType(call, 1, "BOOLEAN");

    private static string Entries(GeneratedCall call, Func<string, string, string> list)
    {
        var (names, body) = call.Lambda(1);
        var entry = $"{names[0]}_entry";
        var step = LambdaText.Let(names[0], $"{entry}.key", LambdaText.Let(names[1], $"{entry}.value", body));
        return $"(CASE WHEN {call.Arguments[0]} IS NOT NULL THEN map_from_entries({list(entry, step)}) END)";
    }

    private static Signature BindZip(CallSite call)
    {
        CheckCount(call, 3, 3);
        var (left, right, lambda) = (Convert1(call, 0, Parameter.Map), Convert1(call, 1, Parameter.Map), LambdaAt(call, 2));
        if (Map(left).Key != Map(right).Key)
            throw FunctionErrors.Mismatch(call, "MAP_ZIP_WITH_DIFF_TYPES", $"Input to `map_zip_with` should have been two \"MAP\"s with compatible key types, but it's [\"{left.Type.Sql}\", \"{right.Type.Sql}\"].");
        return new Signature([left, right, lambda], new MapType(Map(left).Key, lambda.Type, lambda.Nullable), left.Nullable || right.Nullable);
    }

    private static string Zipped(GeneratedCall call)
    {
        var (names, body) = call.Lambda(2);
        var (left, right) = (call.Arguments[0], call.Arguments[1]);
        var key = names[0];
        var keys = $"list_concat(map_keys({left}), list_filter(map_keys({right}), lambda {key}: NOT map_contains({left}, {key})))";
        var step = LambdaText.Let(names[1], $"{left}[{key}]", LambdaText.Let(names[2], $"{right}[{key}]", body));
        return $"(CASE WHEN {left} IS NOT NULL AND {right} IS NOT NULL THEN map_from_entries(list_transform({keys}, lambda {key}: struct_pack(k := {key}, v := {step}))) END)";
    }
}
