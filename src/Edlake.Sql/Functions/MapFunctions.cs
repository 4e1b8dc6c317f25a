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
        Scalar("map_contains_key", [Parameter.Map, Parameter.Any], _ => FunctionRow.Boolean, Template("map_contains({0}, {1})")),
    ];

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
