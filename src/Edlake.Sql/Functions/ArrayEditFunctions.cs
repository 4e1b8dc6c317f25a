using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Arrays made longer, put side by side, or read without an error.</summary>
internal static class ArrayEditFunctions
{
    private const string ZeroIndex = "The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1).";

    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("array_append", BindAdd, Template("(CASE WHEN {0} IS NOT NULL THEN list_append({0}, {1}) END)")),
        Scalar("array_prepend", BindAdd, Template("(CASE WHEN {0} IS NOT NULL THEN list_prepend({1}, {0}) END)")),
        Scalar("array_insert", BindInsert, Inserted),
        Scalar("array_repeat", BindRepeat, Template("(CASE WHEN {1} IS NOT NULL THEN list_transform(range(greatest({1}, 0)), lambda place: {0}) END)")),
        Scalar("arrays_zip", BindZip, Zipped),
        Scalar("shuffle", [Parameter.Array], SameAs(0), Template("list_transform(list_sort(list_transform({0}, lambda item: struct_pack(r := random(), v := item))), lambda pair: pair.v)"))
            with { IsDeterministic = false },
        Scalar("try_element_at", BindTryElementAt, TryElementAt),
    ];

    private static Signature BindAdd(CallSite call)
    {
        CheckCount(call, 2, 2);
        var (array, value, type) = ArraySetFunctions.CommonArray(call);
        return new Signature([array, value], new ArrayType(type.Element, type.ContainsNull || value.Nullable), array.Nullable);
    }

    private static Signature BindInsert(CallSite call)
    {
        CheckCount(call, 3, 3);
        var (array, value, type) = ArraySetFunctions.CommonArray(call, 0, 2);
        var place = Convert1(call, 1, Parameter.Int);
        return new Signature([array, place, value], new ArrayType(type.Element, true), array.Nullable || place.Nullable);
    }

    // Past either end the gap is filled with NULLs; -1 is behind the last element.
    private static string Inserted(GeneratedCall call)
    {
        var (array, place, value) = (call.Arguments[0], call.Arguments[1], call.Arguments[2]);
        string Nulls(string count) => $"list_transform(range({count}), lambda gap: CAST(NULL AS {PhysicalType.Of(((ArrayType)call.Type).Element)}))";
        var front = $"list_concat(list_slice({array}, 1, {place} - 1), {Nulls($"greatest({place} - 1 - len({array}), 0)")}, [{value}], list_slice({array}, {place}, len({array})))";
        var back = $"list_concat(list_slice({array}, 1, greatest(len({array}) + {place} + 1, 0)), [{value}], {Nulls($"greatest(-{place} - len({array}) - 1, 0)")}, list_slice({array}, greatest(len({array}) + {place} + 2, 1), len({array})))";
        return $"(CASE WHEN {array} IS NULL OR {place} IS NULL THEN NULL WHEN {place} = 0 THEN {Raise("INVALID_INDEX_OF_ZERO", ZeroIndex, "22003")} WHEN {place} > 0 THEN {front} ELSE {back} END)";
    }

    private static Signature BindRepeat(CallSite call)
    {
        CheckCount(call, 2, 2);
        var count = Convert1(call, 1, Parameter.Int);
        return new Signature([call.Arguments[0], count], new ArrayType(call.Arguments[0].Type, call.Arguments[0].Nullable), count.Nullable);
    }

    // Columns and fields give the struct's fields their names, anything else its place.
    private static Signature BindZip(CallSite call)
    {
        CheckCount(call, 1, int.MaxValue);
        var arrays = call.Arguments.Select((_, i) => Convert1(call, i, Parameter.Array)).ToList();
        var fields = arrays.Select((array, i) => new StructField(
            array switch { BoundColumnReference reference => reference.Column.Name, BoundField part => part.Name, _ => i.ToString(System.Globalization.CultureInfo.InvariantCulture) },
            ((ArrayType)array.Type).Element));
        return new Signature(arrays, new ArrayType(new StructType([.. fields]), false), AnyNull(arrays));
    }

    private static string Zipped(GeneratedCall call)
    {
        var fields = ((StructType)((ArrayType)call.Type).Element).Fields.Select((member, i) => $"{PhysicalType.Quote(member.Name)} := tuple[{i + 1}]");
        var known = string.Join(" AND ", call.Arguments.Select(argument => $"{argument} IS NOT NULL"));
        return $"(CASE WHEN {known} THEN list_transform(list_zip({string.Join(", ", call.Arguments)}), lambda tuple: struct_pack({string.Join(", ", fields)})) END)";
    }

    private static Signature BindTryElementAt(CallSite call)
    {
        CheckCount(call, 2, 2);
        if (call.Arguments[0].Type is MapType map)
            return new Signature([call.Arguments[0], TypeCoercion.ImplicitCast(call.Arguments[1], map.Key)], map.Value, true);
        var array = Convert1(call, 0, Parameter.Array);
        return new Signature([array, Convert1(call, 1, Parameter.Int)], ((ArrayType)array.Type).Element, true);
    }

    private static string TryElementAt(GeneratedCall call) => call.Bound[0].Type is MapType
        ? $"{call.Arguments[0]}[{call.Arguments[1]}]"
        : $"(CASE WHEN {call.Arguments[1]} = 0 THEN {Raise("INVALID_INDEX_OF_ZERO", ZeroIndex, "22003")} ELSE list_extract({call.Arguments[0]}, {call.Arguments[1]}) END)";
}
