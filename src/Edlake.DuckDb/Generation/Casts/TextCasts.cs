using System.Globalization;
using Edlake.Sql.Functions;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Generation.Casts;

/// <summary>
/// Text read as something else. The usual spelling is told by a cheap test and read by DuckDB; all other text goes to a .NET function
/// that knows Spark's rules and raises CAST_INVALID_INPUT.
/// </summary>
internal static class TextCasts
{
    internal static string FromText(string operand, CastSite site) => site.To switch
    {
        BinaryType => $"encode({operand})",
        BooleanType => ToBoolean(operand, site),
        ByteType or ShortType or IntegerType or LongType => Whole(operand, site),
        FloatType or DoubleType => Floating(operand, site),
        DecimalType type => Decimal(operand, type, site),
        DateType => Date(operand, site),
        TimestampType or TimestampNtzType => Timestamp(operand, site),
        YearMonthIntervalType or DayTimeIntervalType => Interval(operand, site),
        _ => throw CastGenerator.Unsupported(site),
    };

    private static string Strict(CastSite site) => site.IsTry ? "false" : "true";

    private static string ToBoolean(string operand, CastSite site)
    {
        var known = $"CASE lower({operand}) WHEN 'true' THEN true WHEN 'false' THEN false END";
        return $"coalesce({known}, spark_text_to_boolean({operand}, {Strict(site)}))";
    }

    // Digits that DuckDB writes the same way it reads them are neither rounded nor grouped nor in exponent form.
    private static string Whole(string operand, CastSite site)
    {
        var type = site.Physical;
        var usual = $"CASE WHEN CAST(TRY_CAST({operand} AS {type}) AS VARCHAR) = {operand} THEN TRY_CAST({operand} AS {type}) END";
        return $"coalesce({usual}, CAST(spark_text_to_whole({operand}, '{site.To.Sql}', {Strict(site)}) AS {type}))";
    }

    private static string Floating(string operand, CastSite site)
    {
        var type = site.Physical;
        var usual = $"CASE WHEN NOT contains({operand}, '_') THEN TRY_CAST({operand} AS {type}) END";
        return $"coalesce({usual}, CAST(spark_text_to_double({operand}, '{site.To.Sql}', {Strict(site)}) AS {type}))";
    }

    private static string Decimal(string operand, DecimalType type, CastSite site)
    {
        var usual = $"CASE WHEN NOT contains({operand}, '_') THEN TRY_CAST({operand} AS {site.Physical}) END";
        var size = string.Create(CultureInfo.InvariantCulture, $"{type.Precision * 100 + type.Scale}::BIGINT");
        return $"coalesce({usual}, CAST(spark_text_to_decimal({operand}, {size}, {Strict(site)}) AS {site.Physical}))";
    }

    private static string Date(string operand, CastSite site)
    {
        var usual = $"CASE WHEN {Years(operand, "-__-__")} THEN TRY_CAST({operand} AS DATE) END";
        return $"coalesce({usual}, make_date(CAST(spark_text_to_days({operand}, {Strict(site)}) AS INTEGER)))";
    }

    private static string Timestamp(string operand, CastSite site)
    {
        var isInstant = site.To is TimestampType;
        var native = $"spark_text_to_micros({operand}, {PhysicalType.Literal(isInstant ? site.TimeZone : "")}, {Strict(site)})";
        var make = isInstant ? "make_timestamptz" : "make_timestamp";

        // 24 o'clock is a time to DuckDB alone.
        var isUsual = $"{Years(operand, "-__-_____:__:__%")} AND {UsualEnd(operand)} AND {operand} NOT LIKE '___________24%'";
        if (isInstant && !site.IsUtc)
        {
            var clock = WallClock.Instant($"TRY_CAST({operand} AS TIMESTAMP)", site.TimeZone);
            return $"coalesce(CASE WHEN NOT {isUsual} THEN NULL WHEN {operand} LIKE '%Z' THEN TRY_CAST({operand} AS TIMESTAMPTZ) ELSE {clock} END, {make}({native}))";
        }

        var usual = $"CASE WHEN {isUsual} THEN TRY_CAST({operand} AS TIMESTAMP) END";
        return $"coalesce({(isInstant ? $"make_timestamptz(epoch_us({usual}))" : usual)}, {make}({native}))";
    }

    // After the seconds: nothing, Z, or a fraction of three or six digits.
    private static string UsualEnd(string operand) =>
        $"(CASE strlen({operand}) WHEN 19 THEN true WHEN 20 THEN {operand} LIKE '%Z' WHEN 23 THEN {operand} LIKE '%.___' WHEN 24 THEN {operand} LIKE '%.___Z' "
        + $"WHEN 26 THEN {operand} LIKE '%.______' WHEN 27 THEN {operand} LIKE '%.______Z' ELSE false END)";

    private static string Interval(string operand, CastSite site) =>
        $"CAST(spark_text_to_interval({operand}, '{site.To.Sql}', {Strict(site)}) AS {site.Physical})";

    private static string Years(string operand, string rest) => $"({operand} LIKE '2___{rest}' OR {operand} LIKE '1___{rest}')";
}
