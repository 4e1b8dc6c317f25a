using Edlake.Sql.Binding;

namespace Edlake.Sql.Syntax;

/// <summary>A query with its CTEs, ordering and limit around a body.</summary>
public sealed record Query(
    IReadOnlyList<CommonTable> With, QueryBody Body, IReadOnlyList<SortItem> OrderBy, Expression? Limit, Expression? Offset) : SyntaxNode
{
    /// <summary>WITH RECURSIVE.</summary>
    public bool IsRecursive { get; init; }

    /// <summary>Named windows of the last SELECT, where they stand after it.</summary>
    public IReadOnlyList<(Identifier Name, WindowSpecification Window)> Windows { get; init; } = [];

    /// <summary>Pipe operators <c>|&gt;</c>, applied in order after the rest.</summary>
    public IReadOnlyList<PipeStep> Pipe { get; init; } = [];
}

/// <summary>One CTE.</summary>
public sealed record CommonTable(Identifier Name, IReadOnlyList<Identifier> Columns, Query Query) : SyntaxNode;

/// <summary>What a query is made of.</summary>
public abstract record QueryBody : SyntaxNode;

/// <summary>SELECT. <paramref name="From"/> null means one row without columns.</summary>
public sealed record SelectBody(IReadOnlyList<SelectItem> Items, TableReference? From) : QueryBody
{
    /// <summary>DISTINCT.</summary>
    public bool IsDistinct { get; init; }

    /// <summary>LATERAL VIEWs, in order.</summary>
    public IReadOnlyList<LateralView> LateralViews { get; init; } = [];

    /// <summary>WHERE.</summary>
    public Expression? Where { get; init; }

    /// <summary>GROUP BY; null when there is none.</summary>
    public GroupBy? GroupBy { get; init; }

    /// <summary>HAVING.</summary>
    public Expression? Having { get; init; }

    /// <summary>QUALIFY (Databricks).</summary>
    public Expression? Qualify { get; init; }

    /// <summary>WINDOW name AS (…).</summary>
    public IReadOnlyList<(Identifier Name, WindowSpecification Window)> Windows { get; init; } = [];
}

/// <summary>One item of a select list; <paramref name="Aliases"/> has several names for a generator, one for anything else.</summary>
public sealed record SelectItem(Expression Expression, IReadOnlyList<Identifier> Aliases) : SyntaxNode;

/// <summary>UNION, INTERSECT, EXCEPT.</summary>
public sealed record SetOperationBody(SetOperationKind Kind, bool All, QueryBody Left, QueryBody Right) : QueryBody;

/// <summary>A query in parentheses, or one with its own ordering, as an operand.</summary>
public sealed record NestedBody(Query Query) : QueryBody;

/// <summary><c>VALUES (1, 2), (3, 4)</c>; each row is a list of cells.</summary>
public sealed record ValuesBody(IReadOnlyList<IReadOnlyList<Expression>> Rows) : QueryBody
{
    /// <summary>AS t(a, b).</summary>
    public TableAlias? Alias { get; init; }
}

/// <summary><c>TABLE t</c>.</summary>
public sealed record TableBody(QualifiedName Name) : QueryBody;

/// <summary><c>FROM t</c> with nothing selected: all columns.</summary>
public sealed record FromBody(TableReference From) : QueryBody
{
    /// <summary>LATERAL VIEWs, in order.</summary>
    public IReadOnlyList<LateralView> LateralViews { get; init; } = [];
}

/// <summary>LATERAL VIEW [OUTER] f(…) t AS a, b.</summary>
public sealed record LateralView(CallExpression Call, Identifier? Table, IReadOnlyList<Identifier> Columns, bool IsOuter) : SyntaxNode;

/// <summary>GROUP BY in any of its forms.</summary>
public sealed record GroupBy(IReadOnlyList<GroupingElement> Elements, bool IsAll) : SyntaxNode;

/// <summary>The forms of a grouping element.</summary>
public enum GroupingKind
{
    /// <summary>An expression.</summary>
    Plain,

    /// <summary>ROLLUP.</summary>
    Rollup,

    /// <summary>CUBE.</summary>
    Cube,

    /// <summary>GROUPING SETS.</summary>
    Sets,
}

/// <summary>One element; each set lists its expressions. A plain element has one set of one expression. Nested elements stand in GROUPING SETS.</summary>
public sealed record GroupingElement(GroupingKind Kind, IReadOnlyList<IReadOnlyList<Expression>> Sets) : SyntaxNode
{
    /// <summary>ROLLUP, CUBE or GROUPING SETS within GROUPING SETS.</summary>
    public IReadOnlyList<GroupingElement> Nested { get; init; } = [];
}

/// <summary>One <c>|&gt;</c> step; the operator in lower case and what it takes.</summary>
public sealed record PipeStep(string Operator) : SyntaxNode
{
    /// <summary>Items of SELECT, EXTEND, SET, AGGREGATE.</summary>
    public IReadOnlyList<SelectItem> Items { get; init; } = [];

    /// <summary>GROUP BY items of AGGREGATE.</summary>
    public IReadOnlyList<SelectItem> Groups { get; init; } = [];

    /// <summary>Condition of WHERE.</summary>
    public Expression? Condition { get; init; }

    /// <summary>Names of DROP, the alias of AS.</summary>
    public IReadOnlyList<Identifier> Names { get; init; } = [];

    /// <summary>ORDER BY items.</summary>
    public IReadOnlyList<SortItem> OrderBy { get; init; } = [];

    /// <summary>LIMIT.</summary>
    public Expression? Limit { get; init; }

    /// <summary>OFFSET.</summary>
    public Expression? Offset { get; init; }

    /// <summary>A join whose left side is the pipe (its left is a <see cref="PipeInput"/>), PIVOT, UNPIVOT or TABLESAMPLE over it.</summary>
    public TableReference? Table { get; init; }

    /// <summary>The right side of a set operation, and which.</summary>
    public (SetOperationKind Kind, bool All, QueryBody Right)? SetOperation { get; init; }
}
