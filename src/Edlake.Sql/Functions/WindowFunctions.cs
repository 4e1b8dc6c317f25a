using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Functions that need OVER.</summary>
internal static class WindowFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Ranking("row_number", Int, "row_number()"),
        Ranking("rank", Int, "rank()"),
        Ranking("dense_rank", Int, "dense_rank()"),
        Ranking("percent_rank", FunctionRow.Double, "percent_rank()"),
        Ranking("cume_dist", FunctionRow.Double, "cume_dist()"),
        new("ntile", FunctionKind.Window, call => Fixed(call, [Parameter.Int], 1), Template("ntile({0})")),
        new("lag", FunctionKind.Window, BindShift, Template("lag({*})")),
        new("lead", FunctionKind.Window, BindShift, Template("lead({*})")),
        new("nth_value", FunctionKind.Window, BindNth, Template("nth_value({0}, {1})")),
    ];

    private static FunctionDefinition Ranking(string name, SparkType type, string sql) => new(
        name,
        FunctionKind.Window,
        call =>
        {
            CheckCount(call, 0, 0);
            return new Signature([], type, false);
        },
        _ => sql);

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
