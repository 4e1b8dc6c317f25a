using Edlake.Sql.Diagnostics;
using Edlake.Sql.Functions;

namespace Edlake.Sql.Binding;

/// <summary>A bound query or part of one: a bag of rows with the columns of <see cref="Output"/>.</summary>
public abstract record BoundRelation
{
    /// <summary>The columns it puts out, in order.</summary>
    public abstract IReadOnlyList<BoundColumn> Output { get; }

    /// <summary>The clause of the source that this operator stands for; the ledger names it.</summary>
    public SourceSpan Span { get; init; }
}

/// <summary>A Delta table at a version, or any other table the catalog knows. Columns not used above may be left out of <paramref name="Columns"/>.</summary>
/// <param name="Table">What the catalog said of the table.</param>
/// <param name="Columns">Output column and the ordinal of the table's column it carries.</param>
public sealed record BoundTableScan(TableEntry Table, IReadOnlyList<(BoundColumn Column, int Ordinal)> Columns) : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output { get; } = [.. Columns.Select(column => column.Column)];
}

/// <summary>
/// Raw files read directly: <c>read_files</c>, <c>csv.`path`</c>, a view <c>USING csv</c>, the source of COPY INTO.
/// <paramref name="Metadata"/> is the hidden <c>_metadata</c> struct column when it is used, else null; it is the last of the output then.
/// </summary>
public sealed record BoundFileScan(FileScan Scan, IReadOnlyList<BoundColumn> Columns, BoundColumn? Metadata) : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output { get; } = Metadata is null ? Columns : [.. Columns, Metadata];
}

/// <summary>One row without columns: a SELECT without FROM.</summary>
public sealed record BoundOneRow : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output => [];
}

/// <summary>Rows written out. Every cell has its column's type already.</summary>
public sealed record BoundValues(IReadOnlyList<BoundColumn> Columns, IReadOnlyList<IReadOnlyList<BoundExpression>> Rows) : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output => Columns;
}

/// <summary><c>range(start, end, step)</c>, one BIGINT column.</summary>
public sealed record BoundRange(BoundColumn Column, long Start, long End, long Step) : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output { get; } = [Column];
}

/// <summary>A select list. Expressions may hold windows, never aggregates.</summary>
public sealed record BoundProject(BoundRelation Input, IReadOnlyList<(BoundColumn Column, BoundExpression Expression)> Items) : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output { get; } = [.. Items.Select(item => item.Column)];
}

/// <summary>Which clause a filter came from.</summary>
public enum FilterClause
{
    /// <summary>WHERE.</summary>
    Where,

    /// <summary>HAVING.</summary>
    Having,

    /// <summary>QUALIFY.</summary>
    Qualify,
}

/// <summary>Keeps the rows where the condition is true.</summary>
public sealed record BoundFilter(BoundRelation Input, BoundExpression Condition, FilterClause Clause) : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output => Input.Output;
}

/// <summary>
/// GROUP BY. The output is the grouping columns, then the aggregates, then (with grouping sets) the grouping id.
/// Each of <paramref name="GroupingSets"/> lists ordinals of <paramref name="Groups"/>; null means the one set of all of them.
/// </summary>
public sealed record BoundAggregation(
    BoundRelation Input,
    IReadOnlyList<(BoundColumn Column, BoundExpression Expression)> Groups,
    IReadOnlyList<IReadOnlyList<int>>? GroupingSets,
    BoundColumn? GroupingId,
    IReadOnlyList<(BoundColumn Column, BoundAggregateCall Call)> Aggregates) : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output { get; } =
    [
        .. Groups.Select(group => group.Column),
        .. Aggregates.Select(aggregate => aggregate.Column),
        .. GroupingId is null ? Array.Empty<BoundColumn>() : [GroupingId],
    ];
}

/// <summary>The kinds of join.</summary>
public enum JoinKind
{
    /// <summary>Matches only.</summary>
    Inner,

    /// <summary>All of the left.</summary>
    Left,

    /// <summary>All of the right.</summary>
    Right,

    /// <summary>All of both.</summary>
    Full,

    /// <summary>Every pair.</summary>
    Cross,

    /// <summary>Left rows with a match, once.</summary>
    LeftSemi,

    /// <summary>Left rows without a match.</summary>
    LeftAnti,
}

/// <summary>
/// A join. <paramref name="IsLateral"/>: the right side may refer to the left's columns. NATURAL and USING are lowered to a
/// condition and a projection above. An outer join's padded side has nullable copies (same ids) of its columns in the output.
/// </summary>
public sealed record BoundJoin(
    BoundRelation Left,
    BoundRelation Right,
    JoinKind Kind,
    BoundExpression? Condition,
    bool IsLateral,
    IReadOnlyList<BoundColumn> Columns) : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output => Columns;
}

/// <summary>The set operations.</summary>
public enum SetOperationKind
{
    /// <summary>UNION.</summary>
    Union,

    /// <summary>INTERSECT.</summary>
    Intersect,

    /// <summary>EXCEPT.</summary>
    Except,
}

/// <summary>Set operation; both inputs have the same column types already, matched by place.</summary>
public sealed record BoundSetOperation(
    SetOperationKind Kind, bool All, BoundRelation Left, BoundRelation Right, IReadOnlyList<BoundColumn> Columns) : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output => Columns;
}

/// <summary>SELECT DISTINCT.</summary>
public sealed record BoundDistinct(BoundRelation Input) : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output => Input.Output;
}

/// <summary>ORDER BY.</summary>
public sealed record BoundSort(BoundRelation Input, IReadOnlyList<BoundSortKey> Keys) : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output => Input.Output;
}

/// <summary>LIMIT and OFFSET; either may be null; both are constant expressions.</summary>
public sealed record BoundLimit(BoundRelation Input, BoundExpression? Limit, BoundExpression? Offset) : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output => Input.Output;
}

/// <summary>TABLESAMPLE: a share of the rows (0..1) or a number of rows.</summary>
public sealed record BoundSample(BoundRelation Input, double? Fraction, long? Rows, long? Seed) : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output => Input.Output;
}

/// <summary>
/// A generator (explode, posexplode, inline, stack, json_tuple) applied to each input row: LATERAL VIEW, a generator in the
/// select list or in FROM. The output is the input's columns, then <paramref name="Columns"/>. <paramref name="IsOuter"/>:
/// a row whose generator gives nothing is kept with NULLs.
/// </summary>
public sealed record BoundGenerate(
    BoundRelation Input, FunctionDefinition Generator, IReadOnlyList<BoundExpression> Arguments, bool IsOuter, IReadOnlyList<BoundColumn> Columns)
    : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output { get; } = [.. Input.Output, .. Columns];
}

/// <summary>
/// UNPIVOT: each input row becomes one row a group. Output: <paramref name="Kept"/>, the name column, then the value columns.
/// </summary>
public sealed record BoundUnpivot(
    BoundRelation Input,
    IReadOnlyList<BoundColumn> Kept,
    BoundColumn NameColumn,
    IReadOnlyList<BoundColumn> ValueColumns,
    IReadOnlyList<(string Name, IReadOnlyList<BoundExpression> Values)> Groups,
    bool IncludesNulls) : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output { get; } = [.. Kept, NameColumn, .. ValueColumns];
}

/// <summary>A CTE as it was defined; <paramref name="Id"/> is unique within the statement.</summary>
public sealed record CteDefinition(int Id, string Name, BoundRelation Query);

/// <summary>WITH: the definitions are visible in the body and in later definitions.</summary>
public sealed record BoundWith(IReadOnlyList<CteDefinition> Definitions, BoundRelation Body) : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output => Body.Output;
}

/// <summary>A use of a CTE: fresh column ids over the definition's output, by place.</summary>
public sealed record BoundCteReference(CteDefinition Definition, IReadOnlyList<BoundColumn> Columns) : BoundRelation
{
    /// <inheritdoc />
    public override IReadOnlyList<BoundColumn> Output => Columns;
}
