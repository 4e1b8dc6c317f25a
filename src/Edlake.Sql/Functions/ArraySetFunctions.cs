using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Arrays as sets. The first occurrence of a value keeps its place, and NULL is a value like any other.</summary>
internal static class ArraySetFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("array_distinct", [Parameter.Array], SameAs(0), call => Distinct(call.Arguments[0])),
        Scalar("array_union", call => BindPair(call, (l, r) => l.ContainsNull || r.ContainsNull), call => Both(call, Distinct($"list_concat({call.Arguments[0]}, {call.Arguments[1]})"))),
        Scalar("array_intersect", call => BindPair(call, (l, r) => l.ContainsNull && r.ContainsNull), call => Both(call, Distinct(Kept(call, "IS NOT NULL")))),
        Scalar("array_except", call => BindPair(call, (l, _) => l.ContainsNull), call => Both(call, Distinct(Kept(call, "IS NULL")))),
        Scalar("arrays_overlap", BindOverlap, Overlap),
        Scalar("array_position", BindValue, Template("(CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN CAST(coalesce(list_position({0}, {1}), 0) AS BIGINT) END)")),
        Scalar("array_remove", call => BindValue(call) with { Type = CommonArray(call).Type }, Template("(CASE WHEN {1} IS NOT NULL THEN list_filter({0}, lambda item: item IS DISTINCT FROM {1}) END)")),
        Scalar("array_compact", [Parameter.Array], arguments => new ArrayType(((ArrayType)arguments[0].Type).Element, false), Template("list_filter({0}, lambda item: item IS NOT NULL)")),
    ];

    // The value of an array function beside its array, both in their common element type.
    internal static (BoundExpression Array, BoundExpression Value, ArrayType Type) CommonArray(CallSite call, int array = 0, int value = 1)
    {
        var list = Convert1(call, array, Parameter.Array);
        var type = (ArrayType)list.Type;
        var common = TypeCoercion.CommonType(type.Element, call.Arguments[value].Type) ?? throw FunctionErrors.Mismatch(
            call, "ARRAY_FUNCTION_DIFF_TYPES", $"Input to `{call.Name}` should have been \"ARRAY\" followed by a value with same element type, but it's [\"{type.Sql}\", \"{call.Arguments[value].Type.Sql}\"].");
        var wide = new ArrayType(common, type.ContainsNull);
        return (TypeCoercion.ImplicitCast(list, wide), TypeCoercion.ImplicitCast(call.Arguments[value], common), wide);
    }

    private static Signature BindValue(CallSite call)
    {
        CheckCount(call, 2, 2);
        var (array, value, _) = CommonArray(call);
        return new Signature([array, value], Long, array.Nullable || value.Nullable);
    }

    private static Signature BindPair(CallSite call, Func<ArrayType, ArrayType, bool> containsNull)
    {
        CheckCount(call, 2, 2);
        var (left, right) = Pair(call);
        var (l, r) = ((ArrayType)left.Type, (ArrayType)right.Type);
        return new Signature([left, right], new ArrayType(l.Element, containsNull(l, r)), left.Nullable || right.Nullable);
    }

    private static (BoundExpression Left, BoundExpression Right) Pair(CallSite call)
    {
        var (left, right) = (Convert1(call, 0, Parameter.Array), Convert1(call, 1, Parameter.Array));
        var (l, r) = ((ArrayType)left.Type, (ArrayType)right.Type);
        var common = TypeCoercion.CommonType(l.Element, r.Element) ?? throw FunctionErrors.Mismatch(
            call, "BINARY_ARRAY_DIFF_TYPES", $"Input to function `{call.Name}` should have been two \"ARRAY\" with same element type, but it's [\"{l.Sql}\", \"{r.Sql}\"].");
        return (TypeCoercion.ImplicitCast(left, new ArrayType(common, l.ContainsNull)), TypeCoercion.ImplicitCast(right, new ArrayType(common, r.ContainsNull)));
    }

    private static Signature BindOverlap(CallSite call)
    {
        CheckCount(call, 2, 2);
        var (left, right) = Pair(call);
        var open = ((ArrayType)left.Type).ContainsNull || ((ArrayType)right.Type).ContainsNull;
        return new Signature([left, right], FunctionRow.Boolean, left.Nullable || right.Nullable || open);
    }

    private static string Both(GeneratedCall call, string sql) => $"(CASE WHEN {call.Arguments[0]} IS NOT NULL AND {call.Arguments[1]} IS NOT NULL THEN {sql} END)";

    private static string Distinct(string list) => LambdaText.Let("all_items", list, "list_filter(all_items, lambda item, spot: list_position(all_items, item) = spot)");

    private static string Kept(GeneratedCall call, string test) => $"list_filter({call.Arguments[0]}, lambda item: list_position({call.Arguments[1]}, item) {test})";

    // Without a common value the answer is open when one of two filled arrays holds a NULL.
    private static string Overlap(GeneratedCall call)
    {
        var (left, right) = (call.Arguments[0], call.Arguments[1]);
        var common = $"len(list_filter({left}, lambda item: item IS NOT NULL AND list_position({right}, item) IS NOT NULL)) > 0";
        var open = $"len({left}) > 0 AND len({right}) > 0 AND (list_count({left}) < len({left}) OR list_count({right}) < len({right}))";
        return Both(call, $"CASE WHEN {common} THEN true WHEN {open} THEN NULL ELSE false END");
    }
}
