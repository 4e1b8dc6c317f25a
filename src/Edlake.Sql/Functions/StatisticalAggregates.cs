using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Spread, correlation, percentiles.</summary>
internal static class StatisticalAggregates
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        OfOne("stddev_samp", "stddev_samp", "stddev", "std"),
        OfOne("stddev_pop", "stddev_pop"),
        OfOne("var_samp", "var_samp", "variance"),
        OfOne("var_pop", "var_pop"),
        OfTwo("corr", "corr"),
        OfTwo("covar_samp", "covar_samp"),
        OfTwo("covar_pop", "covar_pop"),
        Aggregate("median", [Parameter.Double], _ => FunctionRow.Double, call => call.Aggregated("quantile_cont", $"{call.Arguments[0]}, 0.5")),
        Aggregate("percentile", [Parameter.Double, Parameter.Double], _ => FunctionRow.Double, AggregateFunctions.Plain("quantile_cont")),
        Aggregate("mode", [Parameter.Any], SameAs(0), AggregateFunctions.Plain("mode")),
    ];

    private static FunctionDefinition OfOne(string name, string function, params string[] aliases) =>
        Aggregate(name, [Parameter.Double], _ => FunctionRow.Double, AggregateFunctions.Plain(function)) with { Aliases = aliases };

    private static FunctionDefinition OfTwo(string name, string function) =>
        Aggregate(name, [Parameter.Double, Parameter.Double], _ => FunctionRow.Double, AggregateFunctions.Plain(function));
}
