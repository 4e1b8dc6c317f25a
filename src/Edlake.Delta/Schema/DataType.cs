using System.Globalization;

namespace Edlake.Delta.Schema;

/// <summary>A type of a Delta schema. Closed: primitive, decimal, array, map, struct.</summary>
public abstract record DataType
{
    private protected DataType()
    {
    }
}

/// <summary>A type without parameters, by its name in schemaString: <c>long</c>, <c>string</c>, <c>timestamp_ntz</c>, ...</summary>
public sealed record PrimitiveType(string Name) : DataType
{
    /// <summary>Every name Delta knows; others are refused when read.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "string", "long", "integer", "short", "byte", "float", "double", "boolean", "binary", "date", "timestamp", "timestamp_ntz",
        "variant", "void",
    };

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A decimal of a precision (1 to 38) and a scale (0 to precision).</summary>
public sealed record DecimalType(int Precision, int Scale) : DataType
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"decimal({Precision},{Scale})");
}

/// <summary>A list.</summary>
public sealed record ArrayType(DataType ElementType, bool ContainsNull) : DataType;

/// <summary>A map; keys are never null.</summary>
public sealed record MapType(DataType KeyType, DataType ValueType, bool ValueContainsNull) : DataType;

/// <summary>A row: named fields in order.</summary>
public sealed record StructType(IReadOnlyList<StructField> Fields) : DataType
{
    /// <summary>The field of a name, compared without regard to case as Delta does; null when there is none.</summary>
    public StructField? Find(string name)
    {
        foreach (var field in Fields)
            if (string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
                return field;
        return null;
    }

    /// <inheritdoc/>
    public bool Equals(StructType? other) => other is not null && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => Fields.Aggregate(Fields.Count, HashCode.Combine);
}
