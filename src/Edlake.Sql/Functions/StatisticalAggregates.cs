using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Spread, correlation, percentiles.</summary>
internal static class StatisticalAggregates
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        OfOne("stddev_samp", "stddev_samp({0})", "stddev", "std"),
        OfOne("stddev_pop", "stddev_pop({0})"),
        OfOne("var_samp", "var_samp({0})", "variance"),
        OfOne("var_pop", "var_pop({0})"),
        OfTwo("corr", "corr({0}, {1})"),
        OfTwo("covar_samp", "covar_samp({0}, {1})"),
        OfTwo("covar_pop", "covar_pop({0}, {1})"),
        OfOne("median", "quantile_cont({0}, 0.5)"),
        Aggregate("percentile", [Parameter.Double, Parameter.Double], _ => FunctionRow.Double, Template("quantile_cont({0}, {1})")),
        Aggregate("mode", [Parameter.Any], SameAs(0), Template("mode({0})")),
    ];

    private static FunctionDefinition OfOne(string name, string template, params string[] aliases) =>
        Aggregate(name, [Parameter.Double], _ => FunctionRow.Double, Template(template)) with { Aliases = aliases };

    private static FunctionDefinition OfTwo(string name, string template) =>
        Aggregate(name, [Parameter.Double, Parameter.Double], _ => FunctionRow.Double, Template(template));
}
