using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Types;

/// <summary>Types as written to types as meant.</summary>
public static class TypeSyntax
{
    private static readonly string[] DayTimeFields = ["day", "hour", "minute", "second"];
    private static readonly string[] YearMonthFields = ["year", "month"];

    /// <summary>The type that a syntax node names.</summary>
    /// <exception cref="SqlException">UNSUPPORTED_DATATYPE, or a decimal out of bounds.</exception>
    public static SparkType Resolve(DataTypeSyntax syntax) => syntax.Name switch
    {
        "void" or "null" => new NullType(),
        "boolean" => new BooleanType(),
        "tinyint" or "byte" => new ByteType(),
        "smallint" or "short" => new ShortType(),
        "int" or "integer" => new IntegerType(),
        "bigint" or "long" => new LongType(),
        "float" or "real" => new FloatType(),
        "double" => new DoubleType(),
        "decimal" or "dec" or "numeric" => Decimal(syntax),
        "string" => syntax.Collation is { } collation ? new StringType(collation) : new StringType(),
        "char" or "character" when syntax.Numbers.Count == 1 => new CharType(syntax.Numbers[0]),
        "varchar" when syntax.Numbers.Count == 1 => new VarcharType(syntax.Numbers[0]),
        "binary" => new BinaryType(),
        "date" => new DateType(),
        "timestamp" or "timestamp_ltz" => new TimestampType(),
        "timestamp_ntz" => new TimestampNtzType(),
        "variant" => new VariantType(),
        "interval" => new CalendarIntervalType(),
        "array" when syntax.Arguments.Count == 1 => new ArrayType(Resolve(syntax.Arguments[0]), true),
        "map" when syntax.Arguments.Count == 2 => new MapType(Resolve(syntax.Arguments[0]), Resolve(syntax.Arguments[1]), true),
        "struct" => Struct(syntax.Fields),
        _ when syntax.Name.StartsWith("interval ", StringComparison.Ordinal) => Interval(syntax),
        "char" or "character" or "varchar" => throw Error(
            syntax, "DATATYPE_MISSING_SIZE", "42K01", $"DataType \"{syntax.Name.ToUpperInvariant()}\" requires a length parameter, for example \"{syntax.Name.ToUpperInvariant()}\"(10)."),
        "array" or "map" => throw Error(syntax, "INCOMPLETE_TYPE_DEFINITION." + syntax.Name.ToUpperInvariant(), "42K01", $"Incomplete complex type: {syntax.Name}."),
        _ => throw Error(syntax, "UNSUPPORTED_DATATYPE", "0A000", $"Unsupported data type \"{syntax.Name.ToUpperInvariant()}\"."),
    };

    /// <summary>Columns to a struct.</summary>
    public static StructType Struct(IReadOnlyList<ColumnDefinition> columns) => new([.. columns.Select(Field)]);

    /// <summary>A schema written as DDL or as a struct type.</summary>
    public static StructType ParseSchema(string text) => text.TrimStart().StartsWith("struct", StringComparison.OrdinalIgnoreCase)
        ? (StructType)Resolve(SqlParser.ParseDataType(new SourceText(text)))
        : Struct(SqlParser.ParseSchema(new SourceText(text)));

    private static StructField Field(ColumnDefinition column) => new(column.Name.Value, Resolve(column.Type!), !column.IsNotNull)
    {
        Comment = column.Comment,
        Default = column.DefaultText,
    };

    private static DecimalType Decimal(DataTypeSyntax syntax)
    {
        var precision = syntax.Numbers.Count > 0 ? syntax.Numbers[0] : 10;
        var scale = syntax.Numbers.Count > 1 ? syntax.Numbers[1] : 0;
        if (precision > DecimalType.MaxPrecision)
            throw Error(syntax, "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION", "22003", $"Decimal precision {precision} exceeds max precision {DecimalType.MaxPrecision}.");
        if (scale > precision)
            throw Error(syntax, "INVALID_DECIMAL_SCALE", "22003", $"Decimal scale ({scale}) cannot be greater than precision ({precision}).");
        return new DecimalType(precision, scale);
    }

    private static SparkType Interval(DataTypeSyntax syntax)
    {
        var parts = syntax.Name["interval ".Length..].Split(" to ").Select(part => part.TrimEnd('s')).ToList();
        var (first, last) = (parts[0], parts[^1]);
        if (YearMonthFields.Contains(first) && YearMonthFields.Contains(last))
            return new YearMonthIntervalType(Array.IndexOf(YearMonthFields, first), Array.IndexOf(YearMonthFields, last));
        if (DayTimeFields.Contains(first) && DayTimeFields.Contains(last))
            return new DayTimeIntervalType(Array.IndexOf(DayTimeFields, first), Array.IndexOf(DayTimeFields, last));
        throw Error(syntax, "UNSUPPORTED_DATATYPE", "0A000", $"Unsupported data type \"{syntax.Name.ToUpperInvariant()}\".");
    }

    private static SqlException Error(DataTypeSyntax syntax, string errorClass, string state, string message) => new(errorClass, state, message, syntax.Span);
}
