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
    ];

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
