using Edlake.Files.Reading;
using Edlake.Sql.Binding;
using Edlake.Sql.Functions;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>
/// Texts from raw files as values of a column's type, NULL where they are none; by the rules of Spark's own casts, or by the formats that
/// the reader is given for dates and times.
/// </summary>
internal sealed class FieldCasts(StatementRun run, FieldFormats? formats = null)
{
    // Far above the ids a binder gives; the name stands for the text only until it is replaced.
    private static readonly BoundColumn Text = new(int.MaxValue, "text", new StringType(), true);

    /// <summary>A text that is no field, the name of a folder, as a value of a type.</summary>
    internal string Sql(string text, SparkType type) =>
        IsText(type) ? text : $"(SELECT {Cast(type)} FROM (SELECT {text} AS c{int.MaxValue}))";

    /// <summary>A field in a select list over a relation that names it, as a value of a type.</summary>
    internal string Over(string name, SparkType type) => type switch
    {
        _ when IsText(type) => name,
        DateType when formats?.Date is { } pattern => $"CAST(make_timestamp({Micros(name, pattern, "UTC")}) AS DATE)",
        TimestampType when formats?.Timestamp is { } pattern => $"make_timestamptz({Micros(name, pattern, formats.TimeZone)})",
        _ => Cast(type).Replace($"c{int.MaxValue}", name, StringComparison.Ordinal),
    };

    /// <summary>Whether a column takes texts as they are.</summary>
    internal static bool IsText(SparkType type) => type is StringType or VarcharType or CharType;

    /// <summary>The DuckDB type of a column.</summary>
    internal static string Null(SparkType type) => $"CAST(NULL AS {PhysicalType.Of(type)})";

    private string Cast(SparkType type) => run.Generator.Expression(new BoundCast(new BoundColumnReference(Text), type, CastMode.Try, true));

    private static string Micros(string text, string pattern, string zone) =>
        $"CAST(spark_try_parse_timestamp_text({text}, {PhysicalType.Literal(pattern)}, {PhysicalType.Literal(zone)}) AS BIGINT)";
}
