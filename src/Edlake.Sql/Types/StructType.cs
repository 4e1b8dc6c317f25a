using System.Text.RegularExpressions;

namespace Edlake.Sql.Types;

/// <summary>A row type: fields in order.</summary>
public sealed record StructType(IReadOnlyList<StructField> Fields) : SparkType
{
    /// <inheritdoc />
    public override string Sql => $"STRUCT<{string.Join(", ", Fields.Select(member => member.NestedSql))}>";

    /// <summary>The fields as a table's column list, the way <c>DataFrame.schema.toDDL</c> prints it: <c>a INT NOT NULL,b STRING</c>.</summary>
    public string Ddl => string.Join(",", Fields.Select(member => member.Ddl));

    /// <inheritdoc />
    public bool Equals(StructType? other) => other is not null && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc />
    public override int GetHashCode() => Fields.Aggregate(17, HashCode.Combine);
}

/// <summary>One field of a <see cref="StructType"/>, or one column of a table.</summary>
public sealed partial record StructField(string Name, SparkType Type, bool Nullable = true)
{
    /// <summary>The column comment, if it has one.</summary>
    public string? Comment { get; init; }

    /// <summary>The SQL text of the column's default, if it has one.</summary>
    public string? Default { get; init; }

    internal string NestedSql => $"{QuoteWhenNeeded(Name)}: {Type.Sql}{Suffix}";

    internal string Ddl => $"{QuoteWhenNeeded(Name)} {Type.Sql}{Suffix}";

    private string Suffix =>
        (Nullable ? "" : " NOT NULL")
        + (Default is null ? "" : $" DEFAULT {Default}")
        + (Comment is null ? "" : $" COMMENT '{Comment.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'");

    /// <summary>A name as Spark prints it: bare when it is made of letters, digits and underscores and does not begin with a digit, else in backticks.</summary>
    public static string QuoteWhenNeeded(string name) =>
        PlainName().IsMatch(name) ? name : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_]*$")]
    private static partial Regex PlainName();
}
