namespace Edlake.Sql.Types;

/// <summary>Families of types, as Spark's rules name them.</summary>
public static class TypeKinds
{
    /// <summary>TINYINT to BIGINT.</summary>
    public static bool IsIntegral(this SparkType type) => type is ByteType or ShortType or IntegerType or LongType;

    /// <summary>FLOAT and DOUBLE.</summary>
    public static bool IsFloating(this SparkType type) => type is FloatType or DoubleType;

    /// <summary>All numbers, DECIMAL among them.</summary>
    public static bool IsNumeric(this SparkType type) => type.IsIntegral() || type.IsFloating() || type is DecimalType;

    /// <summary>The year-month and day-time intervals.</summary>
    public static bool IsAnsiInterval(this SparkType type) => type is YearMonthIntervalType or DayTimeIntervalType;

    /// <summary>DATE and both timestamps.</summary>
    public static bool IsDateTime(this SparkType type) => type is DateType or TimestampType or TimestampNtzType;

    /// <summary>STRING, CHAR and VARCHAR.</summary>
    public static bool IsText(this SparkType type) => type is StringType or CharType or VarcharType;

    /// <summary>Not an array, map, struct or variant.</summary>
    public static bool IsAtomic(this SparkType type) => type is not (ArrayType or MapType or StructType or VariantType or NullType);

    /// <summary>Whether <c>&lt;</c>, ORDER BY and max() take it.</summary>
    public static bool IsOrderable(this SparkType type) => type switch
    {
        MapType or VariantType or CalendarIntervalType => false,
        ArrayType array => array.Element.IsOrderable(),
        StructType @struct => @struct.Fields.All(member => member.Type.IsOrderable()),
        _ => true,
    };
}
