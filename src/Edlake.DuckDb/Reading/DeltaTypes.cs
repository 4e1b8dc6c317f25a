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
    internal static string Logical(string value, DataType type) => Renamed(value, type, field => field.PhysicalName, field => field.Name, 0);

    /// <summary>A value to be stored, with the fields of its structs under the names they have in the files.</summary>
    internal static string Physical(string value, DataType type) => Renamed(value, type, field => field.Name, field => field.PhysicalName, 0);

    private static string Renamed(string value, DataType type, Func<StructField, string> from, Func<StructField, string> to, int depth)
    {
        if (!HasOtherNames(type))
            return value;
        var item = $"x{depth}";
        string Inner(string part, DataType of) => Renamed(part, of, from, to, depth + 1);
        string Field(StructField field) => $"{PhysicalType.Quote(to(field))} := {Renamed($"struct_extract({value}, {PhysicalType.Literal(from(field))})", field.Type, from, to, depth)}";
        return type switch
        {
            StructType row => $"CASE WHEN {value} IS NULL THEN NULL ELSE struct_pack({string.Join(", ", row.Fields.Select(Field))}) END",
            ArrayType array => $"list_transform({value}, lambda {item}: {Inner(item, array.ElementType)})",
            MapType map => $"CASE WHEN {value} IS NULL THEN NULL ELSE map_from_entries(list_transform(map_entries({value}), lambda {item}: struct_pack(k := "
                + $"{Inner($"{item}.key", map.KeyType)}, v := {Inner($"{item}.value", map.ValueType)}))) END",
            _ => value,
        };
    }

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
