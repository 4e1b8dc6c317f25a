using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Aggregates that gather values. NULLs are left out, as Spark does.</summary>
internal static class CollectionAggregates
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Collecting("collect_list", "") with { Aliases = ["array_agg"] },
        Collecting("collect_set", "DISTINCT "),
        new("listagg", FunctionKind.Aggregate, BindListAgg, call => call.Aggregated("string_agg", $"{call.Arguments[0]}, {call.Arguments[1]}")) { Aliases = ["string_agg"] },
    ];

    private static Signature BindListAgg(CallSite call)
    {
        CheckCount(call, 1, 2);
        var separator = call.Arguments.Count == 2 && call.Arguments[1] is not BoundLiteral { Value: null } ? Convert1(call, 1, Parameter.Text) : new BoundLiteral("", Text);
        return Constant(separator) is string
            ? new Signature([Convert1(call, 0, Parameter.Text), separator], Text, true)
            : throw FunctionErrors.NotFoldable(call, 1, "delimiter");
    }

    private static FunctionDefinition Collecting(string name, string distinct) => Aggregate(
        name,
        [Parameter.Any],
        arguments => new ArrayType(arguments[0].Type, false),
        call =>
        {
            var value = call.Arguments[0];
            var list = call.Aggregated("list", call.Clauses.IsDistinct ? value : distinct + value, $"{value} IS NOT NULL");
            return $"coalesce({list}, []::{PhysicalType.Of(call.Type)})";
        },
        nullable: false);
}
