using Edlake.Sql.Types;

namespace Edlake.Comparison;

/// <summary>A type with everything that belongs to it; DDL keeps silent on whether elements and map values may be NULL.</summary>
internal static class TypeText
{
    internal static string Of(SparkType type) => type switch
    {
        ArrayType list => $"ARRAY<{Of(list.Element)}{Mark(list.ContainsNull)}>",
        MapType map => $"MAP<{Of(map.Key)}, {Of(map.Value)}{Mark(map.ValueContainsNull)}>",
        StructType row => $"STRUCT<{string.Join(", ", row.Fields.Select(Member))}>",
        _ => type.Sql,
    };

    private static string Member(StructField field) =>
        $"{StructField.QuoteWhenNeeded(field.Name)}: {Of(field.Type)}{Mark(field.Nullable)}{(field.Comment is null ? "" : $" COMMENT {SqlText.Literal(field.Comment)}")}";

    private static string Mark(bool nullable) => nullable ? "" : " NOT NULL";
}
