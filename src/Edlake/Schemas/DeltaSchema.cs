using System.Text.Json;
using Edlake.Sql.Types;
using DeltaTypes = Edlake.Delta.Schema;

namespace Edlake.Schemas;

/// <summary>Spark's types as Delta's schema names them, and back. CHAR and VARCHAR are strings that carry their length in the field's metadata, as Spark writes them.</summary>
public static class DeltaSchema
{
    internal const string CharVarchar = "__CHAR_VARCHAR_TYPE_STRING";
    private const string Comment = "comment";
    private const string CurrentDefault = "CURRENT_DEFAULT";

    /// <summary>The columns of a Delta table.</summary>
    public static StructType ToSpark(DeltaTypes.StructType schema) => new([.. schema.Fields.Select(ToSpark)]);

    /// <summary>The Delta schema of columns.</summary>
    public static DeltaTypes.StructType ToDelta(StructType schema) => new([.. schema.Fields.Select(ToDelta)]);

    /// <summary>One column.</summary>
    public static StructField ToSpark(DeltaTypes.StructField field) => new(field.Name, TypeOf(field), field.Nullable)
    {
        Comment = field.Comment,
        Default = field.CurrentDefault,
    };

    /// <summary>One column; an EXISTS_DEFAULT is the engine's to add.</summary>
    public static DeltaTypes.StructField ToDelta(StructField field)
    {
        var metadata = new Dictionary<string, JsonElement>();
        if (field.Type is CharType or VarcharType)
            metadata[CharVarchar] = Text(field.Type.Sql.ToLowerInvariant());
        if (field.Comment is not null)
            metadata[Comment] = Text(field.Comment);
        if (field.Default is not null)
            metadata[CurrentDefault] = Text(field.Default);
        return new DeltaTypes.StructField(field.Name, ToDelta(field.Type), field.Nullable, metadata);
    }

    /// <summary>One type. Errors: InvalidOperationException for one that a table cannot store.</summary>
    public static DeltaTypes.DataType ToDelta(SparkType type) => type switch
    {
        NullType => new DeltaTypes.PrimitiveType("void"),
        BooleanType => new DeltaTypes.PrimitiveType("boolean"),
        ByteType => new DeltaTypes.PrimitiveType("byte"),
        ShortType => new DeltaTypes.PrimitiveType("short"),
        IntegerType => new DeltaTypes.PrimitiveType("integer"),
        LongType => new DeltaTypes.PrimitiveType("long"),
        FloatType => new DeltaTypes.PrimitiveType("float"),
        DoubleType => new DeltaTypes.PrimitiveType("double"),
        DecimalType number => new DeltaTypes.DecimalType(number.Precision, number.Scale),
        StringType or CharType or VarcharType => new DeltaTypes.PrimitiveType("string"),
        BinaryType => new DeltaTypes.PrimitiveType("binary"),
        DateType => new DeltaTypes.PrimitiveType("date"),
        TimestampType => new DeltaTypes.PrimitiveType("timestamp"),
        TimestampNtzType => new DeltaTypes.PrimitiveType("timestamp_ntz"),
        VariantType => new DeltaTypes.PrimitiveType("variant"),
        ArrayType array => new DeltaTypes.ArrayType(ToDelta(array.Element), array.ContainsNull),
        MapType map => new DeltaTypes.MapType(ToDelta(map.Key), ToDelta(map.Value), map.ValueContainsNull),
        StructType row => ToDelta(row),
        _ => throw new InvalidOperationException($"A Delta table cannot store the type {type.Sql}."),
    };

    /// <summary>Whether a table can store the type.</summary>
    public static bool CanStore(SparkType type) => type switch
    {
        CalendarIntervalType or YearMonthIntervalType or DayTimeIntervalType or NullType => false,
        ArrayType array => CanStore(array.Element),
        MapType map => CanStore(map.Key) && CanStore(map.Value),
        StructType row => row.Fields.All(field => CanStore(field.Type)),
        _ => true,
    };

    private static SparkType TypeOf(DeltaTypes.StructField field) =>
        field.Metadata.TryGetValue(CharVarchar, out var text) && text.GetString() is { } declared
            ? TypeSyntax.ParseSchema($"c {declared}").Fields[0].Type
            : ToSpark(field.Type);

    private static SparkType ToSpark(DeltaTypes.DataType type) => type switch
    {
        DeltaTypes.DecimalType number => new DecimalType(number.Precision, number.Scale),
        DeltaTypes.ArrayType array => new ArrayType(ToSpark(array.ElementType), array.ContainsNull),
        DeltaTypes.MapType map => new MapType(ToSpark(map.KeyType), ToSpark(map.ValueType), map.ValueContainsNull),
        DeltaTypes.StructType row => ToSpark(row),
        DeltaTypes.PrimitiveType { Name: var name } => Primitive(name),
        _ => throw new InvalidOperationException($"A Delta type that is not known: {type}."),
    };

    private static SparkType Primitive(string name) => name switch
    {
        "void" => new NullType(),
        "boolean" => new BooleanType(),
        "byte" => new ByteType(),
        "short" => new ShortType(),
        "integer" => new IntegerType(),
        "long" => new LongType(),
        "float" => new FloatType(),
        "double" => new DoubleType(),
        "string" => new StringType(),
        "binary" => new BinaryType(),
        "date" => new DateType(),
        "timestamp" => new TimestampType(),
        "timestamp_ntz" => new TimestampNtzType(),
        "variant" => new VariantType(),
        _ => throw new InvalidOperationException($"A Delta type that is not known: {name}."),
    };

    private static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text);
}
