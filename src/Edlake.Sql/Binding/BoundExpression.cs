using Edlake.Sql.Diagnostics;
using Edlake.Sql.Functions;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>
/// An expression whose names are resolved and whose types are Spark's: every implicit conversion is an explicit <see cref="BoundCast"/>.
/// </summary>
/// <param name="Type">The result type.</param>
/// <param name="Nullable">Whether the result may be NULL, by Spark's rules.</param>
public abstract record BoundExpression(SparkType Type, bool Nullable)
{
    /// <summary>Where the expression stands in the source.</summary>
    public SourceSpan Span { get; init; }
}

/// <summary>
/// A constant. The value's .NET type follows the Spark type: null, bool, sbyte, short, int, long, float, double,
/// <see cref="DecimalValue"/>, string, byte[]; DATE int days since 1970-01-01; TIMESTAMP and TIMESTAMP_NTZ long microseconds;
/// year-month interval int months; day-time interval long microseconds; CalendarInterval (int Months, int Days, long Microseconds).
/// Constants of arrays, maps and structs are calls of their constructor functions.
/// </summary>
public sealed record BoundLiteral(object? Value, SparkType Type) : BoundExpression(Type, Value is null);

/// <summary>A column of an input relation, or of an enclosing query when the column is not among the inputs'.</summary>
public sealed record BoundColumnReference(BoundColumn Column) : BoundExpression(Column.Type, Column.Nullable);

/// <summary>How a cast treats what does not fit.</summary>
public enum CastMode
{
    /// <summary>Raise (<c>CAST</c>, and Spark's implicit casts under ANSI).</summary>
    Ansi,

    /// <summary>Give NULL (<c>TRY_CAST</c>).</summary>
    Try,

    /// <summary>A conversion that cannot fail and cannot lose: a widening.</summary>
    Up,
}

/// <summary>A conversion.</summary>
public sealed record BoundCast(BoundExpression Operand, SparkType Type, CastMode Mode, bool Nullable) : BoundExpression(Type, Nullable)
{
    /// <summary>Whether the user wrote it; an implicit one is left out of generated column names.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>The column or variable the value is stored in, when an assignment asked for the conversion: an overflow is CAST_OVERFLOW_IN_TABLE_INSERT then.</summary>
    public string? StoredIn { get; init; }
}

/// <summary>A scalar function or operator (operators are functions named by their sign: <c>+</c>, <c>=</c>, <c>and</c>).</summary>
public sealed record BoundFunction(FunctionDefinition Function, IReadOnlyList<BoundExpression> Arguments, SparkType Type, bool Nullable)
    : BoundExpression(Type, Nullable);

/// <summary>An aggregate function; stands only in <see cref="BoundAggregation.Aggregates"/> or as the function of a window.</summary>
public sealed record BoundAggregateCall(
    FunctionDefinition Function,
    IReadOnlyList<BoundExpression> Arguments,
    bool IsDistinct,
    BoundExpression? Filter,
    IReadOnlyList<BoundSortKey> Order,
    SparkType Type,
    bool Nullable) : BoundExpression(Type, Nullable)
{
    /// <summary><c>IGNORE NULLS</c> was asked for.</summary>
    public bool IgnoresNulls { get; init; }
}

/// <summary>A window function call. <paramref name="Function"/> is a <see cref="BoundAggregateCall"/> or a <see cref="BoundFunction"/> of a ranking kind.</summary>
public sealed record BoundWindow(
    BoundExpression Function,
    IReadOnlyList<BoundExpression> PartitionBy,
    IReadOnlyList<BoundSortKey> OrderBy,
    BoundFrame? Frame) : BoundExpression(Function.Type, Function.Nullable)
{
    /// <summary><c>IGNORE NULLS</c> was asked for.</summary>
    public bool IgnoresNulls { get; init; }
}

/// <summary>A window frame; a bound of null is the current row.</summary>
public sealed record BoundFrame(bool IsRange, BoundFrameBound Start, BoundFrameBound End);

/// <summary>Where a frame begins or ends.</summary>
public enum FrameBoundKind
{
    /// <summary>The partition's first row.</summary>
    UnboundedPreceding,

    /// <summary>So many rows or so much value before.</summary>
    Preceding,

    /// <summary>The current row, with its peers in a RANGE frame.</summary>
    CurrentRow,

    /// <summary>So many rows or so much value after.</summary>
    Following,

    /// <summary>The partition's last row.</summary>
    UnboundedFollowing,
}

/// <summary>One end of a frame; <paramref name="Offset"/> is set for Preceding and Following.</summary>
public sealed record BoundFrameBound(FrameBoundKind Kind, BoundExpression? Offset);

/// <summary>One key of an ORDER BY; the direction and the place of NULLs are always explicit.</summary>
public sealed record BoundSortKey(BoundExpression Expression, bool Descending, bool NullsFirst);

/// <summary><c>CASE WHEN … THEN … ELSE … END</c>; all results already have the same type.</summary>
public sealed record BoundCase(
    IReadOnlyList<(BoundExpression Condition, BoundExpression Result)> Branches, BoundExpression? Else, SparkType Type, bool Nullable)
    : BoundExpression(Type, Nullable);

/// <summary>A field of a struct, by its place.</summary>
public sealed record BoundField(BoundExpression Struct, int Ordinal, SparkType Type, bool Nullable) : BoundExpression(Type, Nullable)
{
    /// <summary>The field's name.</summary>
    public string Name => ((StructType)Struct.Type).Fields[Ordinal].Name;
}

/// <summary>A variable of a lambda; identity is its <paramref name="Id"/>, unique within the statement.</summary>
public sealed record BoundLambdaVariable(int Id, string Name, SparkType Type, bool Nullable) : BoundExpression(Type, Nullable);

/// <summary>A lambda, an argument of a higher-order function; its type is its body's.</summary>
public sealed record BoundLambda(IReadOnlyList<BoundLambdaVariable> Parameters, BoundExpression Body)
    : BoundExpression(Body.Type, Body.Nullable);

/// <summary>A subquery of one column used as a value; NULL when it has no row, an error when it has two.</summary>
public sealed record BoundScalarSubquery(BoundRelation Query) : BoundExpression(Query.Output[0].Type, true);

/// <summary><c>EXISTS (…)</c>.</summary>
public sealed record BoundExists(BoundRelation Query) : BoundExpression(new BooleanType(), false);

/// <summary><c>(a, b) IN (SELECT …)</c>; the subquery's columns already have the operands' types.</summary>
public sealed record BoundInSubquery(IReadOnlyList<BoundExpression> Operands, BoundRelation Query, bool Nullable)
    : BoundExpression(new BooleanType(), Nullable);
