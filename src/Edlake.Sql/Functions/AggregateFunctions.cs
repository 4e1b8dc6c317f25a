using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Counts, sums, averages, extremes. DISTINCT, FILTER and ORDER BY are written by the engine around <c>{call}</c>.</summary>
internal static class AggregateFunctions
{
    private static readonly Parameter Summable = new("(\"NUMERIC\" or \"ANSI INTERVAL\")", type =>
        type.IsAnsiInterval() ? type : Parameter.Numeric.TargetFor(type));

    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        new("count", FunctionKind.Aggregate, BindCount, GenerateCount),
        Aggregate("sum", [Summable], arguments => SumType(arguments[0].Type), Sum),
        Aggregate("try_sum", [Summable], arguments => SumType(arguments[0].Type), call => call.Type.IsFloating() ? Sum(call) : $"TRY_CAST(sum({call.Arguments[0]}) AS {PhysicalType.Of(call.Type)})"),
        Aggregate("avg", [Summable], arguments => AverageType(arguments[0].Type), Average) with { Aliases = ["mean", "try_avg"] },
        Aggregate("min", [Parameter.Any], arguments => Ordered(arguments), Template("min({0})")),
        Aggregate("max", [Parameter.Any], arguments => Ordered(arguments), Template("max({0})")),
        Aggregate("min_by", [Parameter.Any, Parameter.Any], SameAs(0), Template("arg_min_null({0}, {1})")),
        Aggregate("max_by", [Parameter.Any, Parameter.Any], SameAs(0), Template("arg_max_null({0}, {1})")),
        Aggregate("count_if", [Parameter.Boolean], _ => Long, Template("CAST(count_if({0}) AS BIGINT)"), nullable: false),
        Aggregate("bool_and", [Parameter.Boolean], _ => FunctionRow.Boolean, Template("bool_and({0})")) with { Aliases = ["every"] },
        Aggregate("bool_or", [Parameter.Boolean], _ => FunctionRow.Boolean, Template("bool_or({0})")) with { Aliases = ["some", "any"] },
        Aggregate("bit_and", [Parameter.Integral], SameAs(0), Template("bit_and({0})")),
        Aggregate("bit_or", [Parameter.Integral], SameAs(0), Template("bit_or({0})")),
        Aggregate("bit_xor", [Parameter.Integral], SameAs(0), Template("bit_xor({0})")),
        Picking("first", "first") with { Aliases = ["first_value"] },
        Picking("last", "last") with { Aliases = ["last_value"] },
        Picking("any_value", "first"),
        Aggregate("approx_count_distinct", [Parameter.Any, Parameter.Double], _ => Long, Template("CAST(count(DISTINCT {0}) AS BIGINT)"), optional: 1, nullable: false),
    ];

    private static Signature BindCount(CallSite call)
    {
        CheckCount(call, 1, int.MaxValue);
        return new Signature(call.Arguments, Long, false);
    }

    // count(a, b) counts the rows where neither is NULL.
    private static string GenerateCount(GeneratedCall call)
    {
        if (call.Arguments.Count == 1)
            return call.Bound[0] is BoundLiteral { Value: not null } ? "count(*)" : $"count({call.Arguments[0]})";
        var known = string.Join(" AND ", call.Arguments.Select(argument => $"{argument} IS NOT NULL"));
        return $"count(CASE WHEN {known} THEN row({string.Join(", ", call.Arguments)}) END)";
    }

    private static SparkType SumType(SparkType type) => type switch
    {
        DecimalType d => DecimalArithmetic.Bounded(d.Precision + 10, d.Scale),
        _ when type.IsFloating() => FunctionRow.Double,
        _ when type.IsAnsiInterval() => type,
        _ => Long,
    };

    private static string Sum(GeneratedCall call) => call.Bound[0].Type.IsFloating()
        ? $"sum(CAST({call.Arguments[0]} AS DOUBLE))"
        : $"CAST(sum({call.Arguments[0]}) AS {PhysicalType.Of(call.Type)})";

    private static SparkType AverageType(SparkType type) => type switch
    {
        DecimalType d => DecimalArithmetic.Bounded(d.Precision + 4, d.Scale + 4),
        YearMonthIntervalType => new YearMonthIntervalType(0, 1),
        DayTimeIntervalType => new DayTimeIntervalType(0, 3),
        _ => FunctionRow.Double,
    };

    // DuckDB averages decimals as doubles; Spark divides the exact sum.
    private static string Average(GeneratedCall call)
    {
        var value = call.Arguments[0];
        if (call.Bound[0].Type is DecimalType d && call.Type is DecimalType result)
        {
            var sum = new DecimalType(DecimalType.MaxPrecision, d.Scale);
            return ArithmeticOperators.DecimalQuotient($"CAST(sum({value}) AS {PhysicalType.Of(sum)})", sum, $"nullif(count({value}), 0)", new DecimalType(20, 0), result);
        }

        return call.Type.IsAnsiInterval()
            ? $"CAST(round(avg({value}), 0) AS {PhysicalType.Of(call.Type)})"
            : $"avg(CAST({value} AS DOUBLE))";
    }

    private static SparkType Ordered(IReadOnlyList<BoundExpression> arguments) => arguments[0].Type;

    private static FunctionDefinition Picking(string name, string function) =>
        Aggregate(name, [Parameter.Any, Parameter.Boolean], SameAs(0), call =>
            call.Bound.Count == 2 && Constant(call.Bound[1]) is true
                ? $"{function}({call.Arguments[0]}) FILTER (WHERE {call.Arguments[0]} IS NOT NULL)"
                : $"{function}({call.Arguments[0]})", optional: 1);
}
