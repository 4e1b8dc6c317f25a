using Edlake.Sql.Functions;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Generation.Casts;

/// <summary>Values as text, the way Spark's CAST writes them.</summary>
internal static class TextForms
{
    internal static string Text(string operand, CastSite site) => site.From switch
    {
        BinaryType => $"decode({operand})",
        DoubleType => Floating(operand, "spark_double_text"),
        FloatType => Floating(operand, "spark_float_text"),
        TimestampType => $"CAST({WallClock.Local(operand, site.TimeZone)} AS VARCHAR)",
        YearMonthIntervalType or DayTimeIntervalType => $"spark_interval_text(CAST({operand} AS BIGINT), '{site.From.Sql}')",
        DecimalType type when type.Precision == type.Scale => Fraction(operand),
        CalendarIntervalType => throw CastGenerator.Unsupported(site),
        ArrayType type => Array(operand, type, site),
        MapType type => Map(operand, type, site),
        StructType type => Struct(operand, type, site),
        _ => $"CAST({operand} AS VARCHAR)",
    };

    // DuckDB leaves out the zero before the point where the type has no digit there.
    private static string Fraction(string operand) =>
        $"(CASE WHEN {operand} < 0 THEN '-0' || ltrim(CAST({operand} AS VARCHAR), '-0') ELSE '0' || ltrim(CAST({operand} AS VARCHAR), '0') END)";

    // Between a thousandth and ten million both write plain digits, the shortest that stand for the number.
    private static string Floating(string operand, string native) =>
        $"(CASE WHEN abs({operand}) >= 0.001 AND abs({operand}) < 10000000 THEN CAST({operand} AS VARCHAR) ELSE {native}(CAST({operand} AS DOUBLE)) END)";

    private static string Array(string operand, ArrayType type, CastSite site) =>
        $"(CASE WHEN {operand} IS NOT NULL THEN '[' || {Joined(operand, "e", Element("e", type.Element, site))} || ']' END)";

    private static string Map(string operand, MapType type, CastSite site)
    {
        var entry = $"{Element("e.key", type.Key, site)} || ' -> ' || {Element("e.value", type.Value, site)}";
        return $"(CASE WHEN {operand} IS NOT NULL THEN '{{' || {Joined($"map_entries({operand})", "e", entry)} || '}}' END)";
    }

    private static string Struct(string operand, StructType type, CastSite site)
    {
        var fields = type.Fields.Select(member => Element($"struct_extract({operand}, {PhysicalType.Literal(member.Name)})", member.Type, site));
        return $"(CASE WHEN {operand} IS NOT NULL THEN '{{' || {(type.Fields.Count == 0 ? "''" : string.Join(" || ', ' || ", fields))} || '}}' END)";
    }

    private static string Joined(string list, string name, string text) => $"array_to_string(list_transform({list}, lambda {name}: {text}), ', ')";

    private static string Element(string sql, SparkType type, CastSite site) =>
        $"coalesce({CastGenerator.Convert(sql, site.Of(type, new StringType()))}, 'null')";
}
