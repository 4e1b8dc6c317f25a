using Edlake.Sql.Types;

namespace Edlake.DuckDb.Generation.Casts;

/// <summary>ANSI intervals, which are plain numbers of months or microseconds, and numbers of their last field's unit.</summary>
internal static class IntervalCasts
{
    private static readonly string[] Micros = ["86400000000", "3600000000", "60000000", "1000000"];

    internal static string Convert(string operand, CastSite site) => (site.From, site.To) switch
    {
        (YearMonthIntervalType, YearMonthIntervalType to) => to.EndField == 0 ? $"(({operand} // 12) * 12)" : operand,
        (DayTimeIntervalType, DayTimeIntervalType to) => to.EndField == 3 ? operand : $"(({operand} // {Micros[to.EndField]}) * {Micros[to.EndField]})",
        (YearMonthIntervalType from, _) => site.Plain(from.EndField == 0 ? $"({operand} // 12)" : operand),
        (DayTimeIntervalType { EndField: 3 }, DecimalType) => site.Plain($"(CAST({operand} AS DECIMAL(20,0)) * 0.000001::DECIMAL(6,6))", "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION"),
        (DayTimeIntervalType from, _) => site.Plain($"({operand} // {Micros[from.EndField]})"),
        (DecimalType, DayTimeIntervalType { EndField: 3 }) => site.Plain($"trunc({operand} * 1000000)"),
        (_, YearMonthIntervalType to) => site.Plain(to.EndField == 0 ? $"(CAST(trunc({operand}) AS BIGINT) * 12)" : $"trunc({operand})"),
        (_, DayTimeIntervalType to) => site.Plain($"(CAST({operand} AS HUGEINT) * {Micros[to.EndField]})"),
        _ => throw CastGenerator.Unsupported(site),
    };
}
