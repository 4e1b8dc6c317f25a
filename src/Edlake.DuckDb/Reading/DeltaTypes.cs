using Edlake.Delta.Schema;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Reading;

/// <summary>Types of a Delta schema as DuckDB spells them, with the names that stand in the data files.</summary>
internal static class DeltaTypes
{
    /// <summary>The type of a column's values in the files.</summary>
    internal static string Stored(DataType type) => type switch
    {
        PrimitiveType primitive => Primitive(primitive.Name),
        DecimalType number => $"DECIMAL({number.Precision},{number.Scale})",
        ArrayType array => $"{Stored(array.ElementType)}[]",
        MapType map => $"MAP({Stored(map.KeyType)}, {Stored(map.ValueType)})",
        StructType row => $"STRUCT({string.Join(", ", row.Fields.Select(field => $"{PhysicalType.Quote(field.PhysicalName)} {Stored(field.Type)}"))})",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.ToString(), "A Delta type without a DuckDB type."),
    };

    /// <summary>Whether nothing of the type is stored, so that every value is NULL.</summary>
    internal static bool IsVoid(DataType type) => type is PrimitiveType { Name: "void" };

    /// <summary>
    /// A stored value with the fields of its structs under their logical names: under column mapping the files have others.
    /// </summary>
    internal static string Logical(string value, DataType type, int depth = 0)
    {
        if (!HasOtherNames(type))
            return value;
        var item = $"x{depth}";
        return type switch
        {
            StructType row => $"CASE WHEN {value} IS NULL THEN NULL ELSE struct_pack({string.Join(", ", row.Fields.Select(field => Field(value, field, depth)))}) END",
            ArrayType array => $"list_transform({value}, lambda {item}: {Logical(item, array.ElementType, depth + 1)})",
            MapType map => $"CASE WHEN {value} IS NULL THEN NULL ELSE map_from_entries(list_transform(map_entries({value}), lambda {item}: struct_pack(k := "
                + $"{Logical($"{item}.key", map.KeyType, depth + 1)}, v := {Logical($"{item}.value", map.ValueType, depth + 1)}))) END",
            _ => value,
        };
    }

    private static string Field(string value, StructField field, int depth) =>
        $"{PhysicalType.Quote(field.Name)} := {Logical($"struct_extract({value}, {PhysicalType.Literal(field.PhysicalName)})", field.Type, depth)}";

    private static bool HasOtherNames(DataType type) => type switch
    {
        StructType row => row.Fields.Any(field => field.PhysicalName != field.Name || HasOtherNames(field.Type)),
        ArrayType array => HasOtherNames(array.ElementType),
        MapType map => HasOtherNames(map.KeyType) || HasOtherNames(map.ValueType),
        _ => false,
    };

    private static string Primitive(string name) => name switch
    {
        "string" => "VARCHAR",
        "long" => "BIGINT",
        "integer" or "void" => "INTEGER",
        "short" => "SMALLINT",
        "byte" => "TINYINT",
        "float" => "FLOAT",
        "double" => "DOUBLE",
        "boolean" => "BOOLEAN",
        "binary" => "BLOB",
        "date" => "DATE",
        "timestamp" => "TIMESTAMPTZ",
        "timestamp_ntz" => "TIMESTAMP",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "A Delta type without a DuckDB type."),
    };
}
