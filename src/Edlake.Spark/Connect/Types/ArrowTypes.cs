using Edlake.Spark.Connect.Errors;
using Edlake.Sql.Types;
using Arrow = Apache.Arrow;

namespace Edlake.Spark.Connect.Types;

/// <summary>
/// Arrow's types as Spark's, for answers that come without a schema: those of commands. Which fields an interval spans, comments and CHAR
/// are not in Arrow.
/// </summary>
internal static class ArrowTypes
{
    private const string VariantMark = "variant";

    internal static StructType SchemaOf(Arrow.Schema schema) => new([.. schema.FieldsList.Select(Field)]);

    private static StructField Field(Arrow.Field field) => new(field.Name, Of(field), field.IsNullable);

    private static SparkType Of(Arrow.Field field) => field.DataType switch
    {
        Arrow.Types.NullType => new NullType(),
        Arrow.Types.BooleanType => new BooleanType(),
        Arrow.Types.Int8Type => new ByteType(),
        Arrow.Types.Int16Type => new ShortType(),
        Arrow.Types.Int32Type => new IntegerType(),
        Arrow.Types.Int64Type => new LongType(),
        Arrow.Types.FloatType => new FloatType(),
        Arrow.Types.DoubleType => new DoubleType(),
        Arrow.Types.Decimal128Type type => new DecimalType(type.Precision, type.Scale),
        Arrow.Types.StringType or Arrow.Types.LargeStringType => new StringType(),
        Arrow.Types.BinaryType or Arrow.Types.LargeBinaryType => new BinaryType(),
        Arrow.Types.Date32Type => new DateType(),
        Arrow.Types.TimestampType { Timezone: null or "" } => new TimestampNtzType(),
        Arrow.Types.TimestampType => new TimestampType(),
        Arrow.Types.IntervalType { Unit: Arrow.Types.IntervalUnit.YearMonth } => new YearMonthIntervalType(0, 1),
        Arrow.Types.IntervalType => new CalendarIntervalType(),
        Arrow.Types.DurationType => new DayTimeIntervalType(0, 3),
        Arrow.Types.ListType type => new ArrayType(Of(type.ValueField), type.ValueField.IsNullable),
        Arrow.Types.MapType type => new MapType(Of(type.KeyField), Of(type.ValueField), type.ValueField.IsNullable),
        Arrow.Types.StructType type => IsVariant(type) ? new VariantType() : new StructType([.. type.Fields.Select(Field)]),
        _ => throw ConnectionErrors.Protocol($"a column {field.Name} of Arrow's type {field.DataType.Name}"),
    };

    private static bool IsVariant(Arrow.Types.StructType type) =>
        type.Fields.Any(field => field.Metadata is { } metadata && metadata.TryGetValue(VariantMark, out var mark) && mark == "true");
}
