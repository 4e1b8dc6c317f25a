using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Aggregates that gather values. NULLs are left out, as Spark does.</summary>
internal static class CollectionAggregates
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Aggregate("collect_list", [Parameter.Any], arguments => new ArrayType(arguments[0].Type, false), call =>
            $"coalesce(list({call.Arguments[0]}) FILTER (WHERE {call.Arguments[0]} IS NOT NULL), []::{PhysicalType.Of(call.Type)})", nullable: false) with { Aliases = ["array_agg"] },
        Aggregate("collect_set", [Parameter.Any], arguments => new ArrayType(arguments[0].Type, false), call =>
            $"coalesce(list(DISTINCT {call.Arguments[0]}) FILTER (WHERE {call.Arguments[0]} IS NOT NULL), []::{PhysicalType.Of(call.Type)})", nullable: false),
    ];
}
