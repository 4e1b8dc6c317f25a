namespace Edlake.Sql.Types;

/// <summary>
/// A Spark SQL data type. Equality is structural. Source: https://spark.apache.org/docs/4.0.1/sql-ref-datatypes.html.
/// </summary>
public abstract record SparkType
{
    private protected SparkType()
    {
    }

    /// <summary>The type as DDL spells it, e.g. <c>DECIMAL(10,2)</c> or <c>STRUCT&lt;a: INT NOT NULL&gt;</c>.</summary>
    public abstract string Sql { get; }

    /// <inheritdoc />
    public sealed override string ToString() => Sql;
}

/// <summary>The type of a bare <c>NULL</c>.</summary>
public sealed record NullType : SparkType
{
    /// <inheritdoc />
    public override string Sql => "VOID";
}

/// <summary>True or false.</summary>
public sealed record BooleanType : SparkType
{
    /// <inheritdoc />
    public override string Sql => "BOOLEAN";
}

/// <summary>8-bit signed integer.</summary>
public sealed record ByteType : SparkType
{
    /// <inheritdoc />
    public override string Sql => "TINYINT";
}

/// <summary>16-bit signed integer.</summary>
public sealed record ShortType : SparkType
{
    /// <inheritdoc />
    public override string Sql => "SMALLINT";
}

/// <summary>32-bit signed integer.</summary>
public sealed record IntegerType : SparkType
{
    /// <inheritdoc />
    public override string Sql => "INT";
}

/// <summary>64-bit signed integer.</summary>
public sealed record LongType : SparkType
{
    /// <inheritdoc />
    public override string Sql => "BIGINT";
}

/// <summary>32-bit floating point.</summary>
public sealed record FloatType : SparkType
{
    /// <inheritdoc />
    public override string Sql => "FLOAT";
}

/// <summary>64-bit floating point.</summary>
public sealed record DoubleType : SparkType
{
    /// <inheritdoc />
    public override string Sql => "DOUBLE";
}

/// <summary>Exact decimal: <paramref name="Precision"/> digits in all (1 to 38), <paramref name="Scale"/> of them after the point.</summary>
public sealed record DecimalType(int Precision, int Scale) : SparkType
{
    /// <summary>The greatest precision Spark has.</summary>
    public const int MaxPrecision = 38;

    /// <inheritdoc />
    public override string Sql => $"DECIMAL({Precision},{Scale})";
}

/// <summary>Text, with its collation (<c>UTF8_BINARY</c> unless said).</summary>
public sealed record StringType(string Collation = "UTF8_BINARY") : SparkType
{
    /// <inheritdoc />
    public override string Sql => Collation == "UTF8_BINARY" ? "STRING" : $"STRING COLLATE {Collation}";
}

/// <summary>Text padded to a fixed length.</summary>
public sealed record CharType(int Length) : SparkType
{
    /// <inheritdoc />
    public override string Sql => $"CHAR({Length})";
}

/// <summary>Text of a bounded length.</summary>
public sealed record VarcharType(int Length) : SparkType
{
    /// <inheritdoc />
    public override string Sql => $"VARCHAR({Length})";
}

/// <summary>Bytes.</summary>
public sealed record BinaryType : SparkType
{
    /// <inheritdoc />
    public override string Sql => "BINARY";
}

/// <summary>A calendar day.</summary>
public sealed record DateType : SparkType
{
    /// <inheritdoc />
    public override string Sql => "DATE";
}

/// <summary>An instant, microseconds since the epoch in UTC; shown in the session's time zone.</summary>
public sealed record TimestampType : SparkType
{
    /// <inheritdoc />
    public override string Sql => "TIMESTAMP";
}

/// <summary>A wall-clock time without a zone, in microseconds.</summary>
public sealed record TimestampNtzType : SparkType
{
    /// <inheritdoc />
    public override string Sql => "TIMESTAMP_NTZ";
}

/// <summary>Months, between the two fields (0 year, 1 month).</summary>
public sealed record YearMonthIntervalType(int StartField, int EndField) : SparkType
{
    private static readonly string[] Fields = ["YEAR", "MONTH"];

    /// <inheritdoc />
    public override string Sql => StartField == EndField
        ? $"INTERVAL {Fields[StartField]}"
        : $"INTERVAL {Fields[StartField]} TO {Fields[EndField]}";
}

/// <summary>Microseconds, between the two fields (0 day, 1 hour, 2 minute, 3 second).</summary>
public sealed record DayTimeIntervalType(int StartField, int EndField) : SparkType
{
    private static readonly string[] Fields = ["DAY", "HOUR", "MINUTE", "SECOND"];

    /// <inheritdoc />
    public override string Sql => StartField == EndField
        ? $"INTERVAL {Fields[StartField]}"
        : $"INTERVAL {Fields[StartField]} TO {Fields[EndField]}";
}

/// <summary>The old mixed interval: months, days and microseconds side by side.</summary>
public sealed record CalendarIntervalType : SparkType
{
    /// <inheritdoc />
    public override string Sql => "INTERVAL";
}

/// <summary>A semi-structured value.</summary>
public sealed record VariantType : SparkType
{
    /// <inheritdoc />
    public override string Sql => "VARIANT";
}

/// <summary>A list.</summary>
public sealed record ArrayType(SparkType Element, bool ContainsNull) : SparkType
{
    /// <inheritdoc />
    public override string Sql => $"ARRAY<{Element.Sql}>";
}

/// <summary>A map; keys are never NULL.</summary>
public sealed record MapType(SparkType Key, SparkType Value, bool ValueContainsNull) : SparkType
{
    /// <inheritdoc />
    public override string Sql => $"MAP<{Key.Sql}, {Value.Sql}>";
}
