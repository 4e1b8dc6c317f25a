using System.Text.Json;
using Edlake.Spark.Connect.Errors;
using Edlake.Spark.Connect.Protocol;
using Edlake.Sql.Types;
using Kind = Edlake.Spark.Connect.Protocol.DataType.KindOneofCase;

namespace Edlake.Spark.Connect.Types;

/// <summary>The protocol's types as ours.</summary>
internal static class ProtocolTypes
{
    // Where Spark keeps in a field's metadata what the type itself cannot say.
    private const string CommentKey = "comment";
    private const string DefaultKey = "CURRENT_DEFAULT";

    internal static StructType SchemaOf(DataType type) =>
        type.KindCase == Kind.Struct ? Struct(type.Struct) : throw ConnectionErrors.Protocol($"a schema that is a {type.KindCase}");

    internal static SparkType Of(DataType type) => type.KindCase switch
    {
        Kind.Null => new NullType(),
        Kind.Binary => new BinaryType(),
        Kind.Boolean => new BooleanType(),
        Kind.Byte => new ByteType(),
        Kind.Short => new ShortType(),
        Kind.Integer => new IntegerType(),
        Kind.Long => new LongType(),
        Kind.Float => new FloatType(),
        Kind.Double => new DoubleType(),
        Kind.Decimal => new DecimalType(type.Decimal.HasPrecision ? type.Decimal.Precision : 10, type.Decimal.HasScale ? type.Decimal.Scale : 0),
        Kind.String => type.String.Collation.Length == 0 ? new StringType() : new StringType(type.String.Collation),
        Kind.Char => new CharType(type.Char.Length),
        Kind.VarChar => new VarcharType(type.VarChar.Length),
        Kind.Date => new DateType(),
        Kind.Timestamp => new TimestampType(),
        Kind.TimestampNtz => new TimestampNtzType(),
        Kind.CalendarInterval => new CalendarIntervalType(),
        Kind.YearMonthInterval => YearMonth(type.YearMonthInterval),
        Kind.DayTimeInterval => DayTime(type.DayTimeInterval),
        Kind.Array => new ArrayType(Of(type.Array.ElementType), type.Array.ContainsNull),
        Kind.Struct => Struct(type.Struct),
        Kind.Map => new MapType(Of(type.Map.KeyType), Of(type.Map.ValueType), type.Map.ValueContainsNull),
        Kind.Variant => new VariantType(),
        Kind.Udt when type.Udt.SqlType is { } stored => Of(stored),
        _ => throw ConnectionErrors.Protocol($"a type of the kind {type.KindCase}, which this version does not know"),
    };

    /// <summary>Ours as the protocol's (a NULL's type; the server takes no text for it).</summary>
    internal static DataType ToProtocol(SparkType type) => type switch
    {
        NullType => new DataType { Null = new DataType.Types.NULL() },
        BinaryType => new DataType { Binary = new DataType.Types.Binary() },
        BooleanType => new DataType { Boolean = new DataType.Types.Boolean() },
        ByteType => new DataType { Byte = new DataType.Types.Byte() },
        ShortType => new DataType { Short = new DataType.Types.Short() },
        IntegerType => new DataType { Integer = new DataType.Types.Integer() },
        LongType => new DataType { Long = new DataType.Types.Long() },
        FloatType => new DataType { Float = new DataType.Types.Float() },
        DoubleType => new DataType { Double = new DataType.Types.Double() },
        DecimalType t => new DataType { Decimal = new DataType.Types.Decimal { Precision = t.Precision, Scale = t.Scale } },
        StringType t => new DataType { String = new DataType.Types.String { Collation = t.Collation } },
        CharType t => new DataType { Char = new DataType.Types.Char { Length = t.Length } },
        VarcharType t => new DataType { VarChar = new DataType.Types.VarChar { Length = t.Length } },
        DateType => new DataType { Date = new DataType.Types.Date() },
        TimestampType => new DataType { Timestamp = new DataType.Types.Timestamp() },
        TimestampNtzType => new DataType { TimestampNtz = new DataType.Types.TimestampNTZ() },
        CalendarIntervalType => new DataType { CalendarInterval = new DataType.Types.CalendarInterval() },
        YearMonthIntervalType t => new DataType
        {
            YearMonthInterval = new DataType.Types.YearMonthInterval { StartField = t.StartField, EndField = t.EndField },
        },
        DayTimeIntervalType t => new DataType
        {
            DayTimeInterval = new DataType.Types.DayTimeInterval { StartField = t.StartField, EndField = t.EndField },
        },
        ArrayType t => new DataType { Array = new DataType.Types.Array { ElementType = ToProtocol(t.Element), ContainsNull = t.ContainsNull } },
        MapType t => new DataType
        {
            Map = new DataType.Types.Map { KeyType = ToProtocol(t.Key), ValueType = ToProtocol(t.Value), ValueContainsNull = t.ValueContainsNull },
        },
        StructType t => new DataType { Struct = new DataType.Types.Struct { Fields = { t.Fields.Select(ToProtocol) } } },
        VariantType => new DataType { Variant = new DataType.Types.Variant() },
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.Sql, "Not a type of the protocol."),
    };

    private static DataType.Types.StructField ToProtocol(StructField field) =>
        new() { Name = field.Name, DataType = ToProtocol(field.Type), Nullable = field.Nullable };

    private static YearMonthIntervalType YearMonth(DataType.Types.YearMonthInterval type) =>
        new(type.HasStartField ? type.StartField : 0, type.HasEndField ? type.EndField : 1);

    private static DayTimeIntervalType DayTime(DataType.Types.DayTimeInterval type) =>
        new(type.HasStartField ? type.StartField : 0, type.HasEndField ? type.EndField : 3);

    private static StructType Struct(DataType.Types.Struct type) => new([.. type.Fields.Select(Field)]);

    private static StructField Field(DataType.Types.StructField field)
    {
        var plain = new StructField(field.Name, Of(field.DataType), field.Nullable);
        if (!field.HasMetadata || field.Metadata.Length == 0)
            return plain;
        using var metadata = JsonDocument.Parse(field.Metadata);
        return plain with
        {
            Comment = Text(metadata.RootElement, CommentKey),
            Default = Text(metadata.RootElement, DefaultKey),
        };
    }

    private static string? Text(JsonElement metadata, string key) =>
        metadata.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
