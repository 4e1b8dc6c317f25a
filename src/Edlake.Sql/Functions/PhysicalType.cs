using Edlake.Sql.Types;

namespace Edlake.Sql.Functions;

/// <summary>
/// The DuckDB type that stands for each Spark type. Instants are TIMESTAMPTZ; ANSI intervals are plain numbers (months,
/// microseconds), since DuckDB's INTERVAL would mix what Spark keeps apart; VARIANT is its JSON text.
/// </summary>
public static class PhysicalType
{
    /// <summary>The DuckDB type name, as SQL.</summary>
    public static string Of(SparkType type) => type switch
    {
        NullType => "INTEGER",
        BooleanType => "BOOLEAN",
        ByteType => "TINYINT",
        ShortType => "SMALLINT",
        IntegerType => "INTEGER",
        LongType => "BIGINT",
        FloatType => "FLOAT",
        DoubleType => "DOUBLE",
        DecimalType d => $"DECIMAL({d.Precision},{d.Scale})",
        StringType or CharType or VarcharType or VariantType => "VARCHAR",
        BinaryType => "BLOB",
        DateType => "DATE",
        TimestampType => "TIMESTAMPTZ",
        TimestampNtzType => "TIMESTAMP",
        YearMonthIntervalType => "INTEGER",
        DayTimeIntervalType => "BIGINT",
        CalendarIntervalType => "INTERVAL",
        ArrayType a => $"{Of(a.Element)}[]",
        MapType m => $"MAP({Of(m.Key)}, {Of(m.Value)})",
        StructType s => StructName(s),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.Sql, "A Spark type without a DuckDB type."),
    };

    /// <summary>A DuckDB identifier in double quotes.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A DuckDB string literal.</summary>
    public static string Literal(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? $"({string.Join(" || chr(0) || ", text.Split('\0').Select(Literal))})" // DuckDB's parser ends a statement at a zero.
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // DuckDB has no struct without fields; one hidden field stands for it.
    private static string StructName(StructType type) => type.Fields.Count == 0
        ? "STRUCT(\"\u0001\" INTEGER)"
        : $"STRUCT({string.Join(", ", type.Fields.Select(field => $"{Quote(field.Name)} {Of(field.Type)}"))})";
}
