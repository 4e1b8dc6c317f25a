using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Functions that need OVER.</summary>
internal static class WindowFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Ranking("row_number", Int),
        Ranking("rank", Int),
        Ranking("dense_rank", Int),
        Ranking("percent_rank", FunctionRow.Double),
        Ranking("cume_dist", FunctionRow.Double),
        new("ntile", FunctionKind.Window, call => Fixed(call, [Parameter.Int], 1), call => $"CAST({call.Aggregated("ntile", call.Arguments[0])} AS INTEGER)"),
        new("lag", FunctionKind.Window, BindShift, call => Picked("lag", call)),
        new("lead", FunctionKind.Window, BindShift, call => Picked("lead", call)),
        new("nth_value", FunctionKind.Window, BindNth, call => Picked("nth_value", call)),
    ];

    private static string Picked(string function, GeneratedCall call) =>
        call.Aggregated(function, string.Join(", ", call.Arguments) + (call.Clauses.IgnoresNulls ? " IGNORE NULLS" : ""));

    private static FunctionDefinition Ranking(string name, SparkType type) => new(
        name,
        FunctionKind.Window,
        call =>
        {
            CheckCount(call, 0, 0);
            return new Signature([], type, false);
        },
        call => type is IntegerType ? $"CAST({call.Aggregated(name, "")} AS INTEGER)" : call.Aggregated(name, ""));

    private static Signature Fixed(CallSite call, Parameter[] parameters, int count)
    {
        CheckCount(call, count, count);
        var arguments = call.Arguments.Select((_, i) => Convert1(call, i, parameters[i])).ToList();
        return new Signature(arguments, Int, false);
    }

    private static Signature BindShift(CallSite call)
    {
        CheckCount(call, 1, 3);
        var value = call.Arguments[0];
        var offset = call.Arguments.Count > 1 ? Convert1(call, 1, Parameter.Int) : new BoundLiteral(1, Int);
        if (call.Arguments.Count < 3)
            return new Signature([value, offset], value.Type, true);
        var type = TypeCoercion.CommonType(value.Type, call.Arguments[2].Type) ?? throw FunctionErrors.DifferentTypes(call, call.Name);
        var standard = TypeCoercion.ImplicitCast(call.Arguments[2], type);
        return new Signature([TypeCoercion.ImplicitCast(value, type), offset, standard], type, value.Nullable || standard.Nullable);
    }

    private static Signature BindNth(CallSite call)
    {
        CheckCount(call, 2, 2);
        return new Signature([call.Arguments[0], Convert1(call, 1, Parameter.Int)], call.Arguments[0].Type, true);
    }
}
