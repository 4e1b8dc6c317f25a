using Edlake.Sql.Functions;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Generation.Casts;

/// <summary>Dates and times among each other and numbers of seconds.</summary>
internal static class DateTimeCasts
{
    internal static string Convert(string operand, CastSite site) => (site.From, site.To) switch
    {
        (TimestampType, TimestampNtzType) => WallClock.Local(operand, site.TimeZone),
        (TimestampType, DateType) => $"CAST({WallClock.Local(operand, site.TimeZone)} AS DATE)",
        (TimestampNtzType, DateType) => $"CAST({operand} AS DATE)",
        (DateType, TimestampNtzType) => $"CAST({operand} AS TIMESTAMP)",
        (DateType, TimestampType) => WallClock.Instant($"CAST({operand} AS TIMESTAMP)", site.TimeZone),
        (TimestampNtzType, TimestampType) => WallClock.Instant(operand, site.TimeZone),
        (TimestampType, DecimalType) => site.Plain($"(CAST(epoch_us({operand}) AS DECIMAL(26,6)) * 0.000001::DECIMAL(6,6))", "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION"),
        (TimestampType, FloatType or DoubleType) => $"CAST(epoch_us({operand}) / 1000000.0::DOUBLE AS {site.Physical})",
        (TimestampType, _) when site.To.IsIntegral() => site.Plain($"CAST(floor(epoch_us({operand}) / 1000000.0::DOUBLE) AS BIGINT)"),
        (FloatType or DoubleType, TimestampType) => $"(CASE WHEN isfinite({operand}) THEN make_timestamptz(CAST(trunc({operand} * 1000000) AS BIGINT)) END)",
        (DecimalType, TimestampType) => $"make_timestamptz(CAST(trunc(CAST({operand} AS DECIMAL(38,6)) * 1000000) AS BIGINT))",
        (_, TimestampType) when site.From.IsIntegral() => $"make_timestamptz(CAST({operand} AS BIGINT) * 1000000)",
        _ => throw CastGenerator.Unsupported(site),
    };
}
