using Edlake.Sql.Types;

namespace Edlake.DuckDb.Generation.Casts;

/// <summary>Numbers and booleans among each other. Spark cuts fractions off where DuckDB rounds.</summary>
internal static class NumberCasts
{
    private const string OutOfRange = "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION";

    internal static string Convert(string operand, CastSite site) => (site.From, site.To) switch
    {
        (_, BooleanType) => $"({operand} <> 0)",
        (BooleanType, DecimalType) => site.Plain($"CAST({operand} AS INTEGER)", OutOfRange),
        (BooleanType, _) => $"CAST({operand} AS {site.Physical})",
        (FloatType or DoubleType, DecimalType) => site.Plain(ShortestDigits(operand), OutOfRange),
        (_, DecimalType) => site.Plain(operand, OutOfRange),
        (FloatType or DoubleType or DecimalType, _) when site.To.IsIntegral() => site.Plain($"trunc({operand})"),
        (DoubleType, FloatType) => ToFloat(operand),
        (_, FloatType or DoubleType) => $"CAST({operand} AS {site.Physical})",
        _ => site.Plain(operand),
    };

    // By the digits that stand for the number, not by its binary value: 1.005 rounds up.
    private static string ShortestDigits(string operand) => $"CAST({operand} AS VARCHAR)";

    // What is too large for a FLOAT is infinite in Spark.
    private static string ToFloat(string operand) =>
        $"(CASE WHEN abs({operand}) > 3.4028235677973366e38 THEN sign({operand}) * CAST('Infinity' AS FLOAT) ELSE CAST({operand} AS FLOAT) END)";
}
