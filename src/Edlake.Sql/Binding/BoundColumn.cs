using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>
/// A column that a relation puts out. Its <paramref name="Id"/> is unique within a bound statement, so that an expression may
/// refer to it from anywhere it is visible (a correlated subquery included) without qualification.
/// </summary>
/// <param name="Id">Unique within the statement.</param>
/// <param name="Name">The name a reader sees; may repeat, may be empty of meaning (<c>count(1)</c>).</param>
/// <param name="Type">Spark's type.</param>
/// <param name="Nullable">Whether NULL may occur, by Spark's rules.</param>
public sealed record BoundColumn(int Id, string Name, SparkType Type, bool Nullable)
{
    /// <summary>A comment carried over from the table column this one passes on unchanged.</summary>
    public string? Comment { get; init; }
}
