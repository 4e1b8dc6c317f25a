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
        Aggregate("try_sum", [Summable], arguments => SumType(arguments[0].Type), TrySum),
        Aggregate("avg", [Summable], arguments => AverageType(arguments[0].Type), Average) with { Aliases = ["mean", "try_avg"] },
        new("min", FunctionKind.Aggregate, call => BindOrdered(call, 1), call => Extreme(call, "min")),
        new("max", FunctionKind.Aggregate, call => BindOrdered(call, 1), call => Extreme(call, "max")),
        new("min_by", FunctionKind.Aggregate, call => BindOrdered(call, 2), call => ExtremeBy(call, "arg_min_null")),
        new("max_by", FunctionKind.Aggregate, call => BindOrdered(call, 2), call => ExtremeBy(call, "arg_max_null")),
        Aggregate("count_if", [Parameter.Boolean], _ => Long, call => call.Aggregated("count", $"CASE WHEN {call.Arguments[0]} THEN 1 END"), nullable: false),
        Aggregate("bool_and", [Parameter.Boolean], _ => FunctionRow.Boolean, Plain("bool_and")) with { Aliases = ["every"] },
        Aggregate("bool_or", [Parameter.Boolean], _ => FunctionRow.Boolean, Plain("bool_or")) with { Aliases = ["some", "any"] },
        Aggregate("bit_and", [Parameter.Integral], SameAs(0), Plain("bit_and")),
        Aggregate("bit_or", [Parameter.Integral], SameAs(0), Plain("bit_or")),
        Aggregate("bit_xor", [Parameter.Integral], SameAs(0), Plain("bit_xor")),
        Picking("first", "first") with { Aliases = ["first_value"] },
        Picking("last", "last") with { Aliases = ["last_value"] },
        Picking("any_value", "first"),
        Aggregate("approx_count_distinct", [Parameter.Any, Parameter.Double], _ => Long, call => call.Aggregated("count", $"DISTINCT {call.Arguments[0]}"), optional: 1, nullable: false),
    ];

    /// <summary>The DuckDB aggregate of that name over the call's arguments.</summary>
    internal static Func<GeneratedCall, string> Plain(string function) => call => call.Aggregated(function, string.Join(", ", call.Arguments));

    private static Signature BindCount(CallSite call)
    {
        CheckCount(call, 1, int.MaxValue);
        return new Signature(call.Arguments, Long, false);
    }

    // count(a, b) counts the rows where neither is NULL.
    private static string GenerateCount(GeneratedCall call)
    {
        if (call.Arguments.Count == 1)
            return call.Aggregated("count", call.Bound[0] is BoundLiteral { Value: not null } && !call.Clauses.IsDistinct ? "*" : call.Arguments[0]);
        var known = string.Join(" AND ", call.Arguments.Select(argument => $"{argument} IS NOT NULL"));
        return call.Aggregated("count", $"CASE WHEN {known} THEN row({string.Join(", ", call.Arguments)}) END");
    }

    private static SparkType SumType(SparkType type) => type switch
    {
        DecimalType d => DecimalArithmetic.Bounded(d.Precision + 10, d.Scale),
        _ when type.IsFloating() => FunctionRow.Double,
        _ when type.IsAnsiInterval() => type,
        _ => Long,
    };

    private static string Sum(GeneratedCall call) => call.Bound[0].Type.IsFloating()
        ? call.Aggregated("sum", $"CAST({call.Arguments[0]} AS DOUBLE)")
        : Within(call, $"CAST({call.Aggregated("sum", call.Arguments[0])} AS {PhysicalType.Of(call.Type)})",
            Raise("NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION", $"The sum cannot be represented as {call.Type.Sql}. Use `try_sum` to tolerate it and return NULL instead.", "22003"));

    private static string TrySum(GeneratedCall call) => call.Type.IsFloating()
        ? Sum(call)
        : Within(call, $"TRY_CAST({call.Aggregated("sum", call.Arguments[0])} AS {PhysicalType.Of(call.Type)})", "NULL");

    // DuckDB sums to more than the 38 digits of its widest DECIMAL and does not say so.
    private static string Within(GeneratedCall call, string sum, string otherwise)
    {
        if (call.Bound[0].Type is not DecimalType { Precision: > 28 } || call.Type is not DecimalType { Precision: DecimalType.MaxPrecision } type)
            return sum;
        var digits = new string('9', type.Precision);
        var most = $"{(type.Scale == 0 ? digits : digits.Insert(type.Precision - type.Scale, "."))}::{PhysicalType.Of(type)}";
        return $"(CASE WHEN {sum} > {most} OR {sum} < -{most} THEN {otherwise} ELSE {sum} END)";
    }

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
            return ArithmeticOperators.DecimalQuotient(
                $"CAST({call.Aggregated("sum", value)} AS {PhysicalType.Of(sum)})", sum, $"nullif({call.Aggregated("count", value)}, 0)", new DecimalType(20, 0), result);
        }

        return call.Type.IsAnsiInterval()
            ? $"CAST(round({call.Aggregated("avg", value)}, 0) AS {PhysicalType.Of(call.Type)})"
            : call.Aggregated("avg", $"CAST({value} AS DOUBLE)");
    }

    // The last argument is what is ordered by.
    private static Signature BindOrdered(CallSite call, int count)
    {
        CheckCount(call, count, count);
        return call.Arguments[^1].Type.IsOrderable()
            ? new Signature(call.Arguments, call.Arguments[0].Type, true)
            : throw FunctionErrors.InvalidOrderingType(call, call.Arguments[^1].Type);
    }

    private static string Extreme(GeneratedCall call, string function) => OrderingKey.IsNeeded(call.Type)
        ? call.Aggregated($"arg_{function}", $"{call.Arguments[0]}, {OrderingKey.Of(call.Arguments[0], call.Type)}")
        : call.Aggregated(function, call.Arguments[0]);

    private static string ExtremeBy(GeneratedCall call, string function) =>
        call.Aggregated(function, $"{call.Arguments[0]}, {OrderingKey.Of(call.Arguments[1], call.Bound[1].Type)}");

    private static FunctionDefinition Picking(string name, string function) =>
        Aggregate(name, [Parameter.Any, Parameter.Boolean], SameAs(0), call => Picked(call, function), optional: 1);

    // In a window the frame's order counts, which only DuckDB's window functions go by.
    private static string Picked(GeneratedCall call, string function)
    {
        var ignoresNulls = call.Clauses.IgnoresNulls || (call.Bound.Count == 2 && Constant(call.Bound[1]) is true);
        var value = call.Arguments[0];
        if (call.Clauses.Over is not null && call.Clauses.Filter is null)
            return call.Aggregated($"{function}_value", ignoresNulls ? $"{value} IGNORE NULLS" : value);
        return call.Aggregated(function, value, ignoresNulls ? $"{value} IS NOT NULL" : null);
    }
}
