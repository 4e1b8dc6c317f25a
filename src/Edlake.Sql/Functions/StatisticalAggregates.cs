using Edlake.Sql.Binding;
using Edlake.Sql.Types;
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
        OfTwo("regr_slope", "regr_slope"),
        OfTwo("regr_intercept", "regr_intercept"),
        OfTwo("regr_r2", "regr_r2"),
        OfTwo("regr_avgx", "regr_avgx"),
        OfTwo("regr_avgy", "regr_avgy"),
        OfTwo("regr_sxx", "regr_sxx"),
        OfTwo("regr_sxy", "regr_sxy"),
        OfTwo("regr_syy", "regr_syy"),
        Aggregate("regr_count", [Parameter.Double, Parameter.Double], _ => Long, call => $"CAST({call.Aggregated("regr_count", string.Join(", ", call.Arguments))} AS BIGINT)", nullable: false),
        OfOne("kurtosis", "kurtosis_pop"),
        Aggregate("skewness", [Parameter.Double], _ => FunctionRow.Double, Skewness),
        new("percentile", FunctionKind.Aggregate, call => BindPercentile(call, FunctionRow.Double), call => Quantile(call, "quantile_cont")) { Aliases = ["percentile_cont"] },
        new("percentile_disc", FunctionKind.Aggregate, call => BindPercentile(call, FunctionRow.Double), call => Quantile(call, "quantile_disc")),
        new("percentile_approx", FunctionKind.Aggregate, call => BindPercentile(call, null), call => Quantile(call, "quantile_disc")) { Aliases = ["approx_percentile"] },
        new("mode", FunctionKind.Aggregate, BindMode, Mode),
    ];

    // DuckDB corrects the skewness for the sample's size, Spark does not.
    private static string Skewness(GeneratedCall call)
    {
        var (count, variance) = (call.Aggregated("count", call.Arguments[0]), call.Aggregated("var_pop", call.Arguments[0]));
        var corrected = call.Aggregated("skewness", call.Arguments[0]);
        return $"(CASE WHEN {variance} = 0 THEN NULL WHEN {count} = 2 THEN 0.0::DOUBLE ELSE {corrected} * ({count} - 2) / sqrt({count}::DOUBLE * ({count} - 1)) END)";
    }

    // Value, share or shares, and (from WITHIN GROUP … DESC) whether the order is turned round. Spark's accuracy is at least that of the exact answer.
    private static Signature BindPercentile(CallSite call, SparkType? type)
    {
        CheckCount(call, 2, 3);
        var value = type is null ? Convert1(call, 0, Parameter.Numeric) : Convert1(call, 0, Parameter.Double);
        var shares = call.Arguments[1].Type is ArrayType
            ? TypeCoercion.ImplicitCast(call.Arguments[1], new ArrayType(FunctionRow.Double, false))
            : Convert1(call, 1, Parameter.Double);
        if (call.Name is "percentile" && call.Arguments.Count == 3 && call.Arguments[2].Type is not BooleanType && Constant(call.Arguments[2]) is not (1 or 1L))
            throw FunctionErrors.Unsupported(call, "The frequency of percentile().");
        var single = type ?? value.Type;
        var descending = call.Arguments.Count == 3 && Constant(call.Arguments[2]) is true;
        return new Signature([value, shares, new BoundLiteral(descending, FunctionRow.Boolean)], shares.Type is ArrayType ? new ArrayType(single, false) : single, true);
    }

    private static string Quantile(GeneratedCall call, string function)
    {
        var descending = Constant(call.Bound[2]) is true;
        var shares = descending && function == "quantile_cont" && call.Bound[1].Type is not ArrayType ? $"(1 - {call.Arguments[1]})" : call.Arguments[1];
        var order = descending && function == "quantile_disc" ? $" ORDER BY {call.Arguments[0]} DESC" : "";
        return call.Aggregated(function, $"{call.Arguments[0]}, {shares}{order}");
    }

    private static Signature BindMode(CallSite call)
    {
        CheckCount(call, 1, 3);
        return new Signature([call.Arguments[0], new BoundLiteral(call.Arguments.Count == 3 && Constant(call.Arguments[2]) is true, FunctionRow.Boolean)], call.Arguments[0].Type, true);
    }

    // Of several most frequent values the one that DuckDB names first; with an order, the first by it.
    private static string Mode(GeneratedCall call) => call.Aggregated("mode", call.Arguments[0]);

    private static FunctionDefinition OfOne(string name, string function, params string[] aliases) =>
        Aggregate(name, [Parameter.Double], _ => FunctionRow.Double, AggregateFunctions.Plain(function)) with { Aliases = aliases };

    private static FunctionDefinition OfTwo(string name, string function) =>
        Aggregate(name, [Parameter.Double, Parameter.Double], _ => FunctionRow.Double, AggregateFunctions.Plain(function));
}
