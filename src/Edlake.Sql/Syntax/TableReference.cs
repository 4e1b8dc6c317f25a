using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <summary>Something in FROM.</summary>
public abstract record TableReference : SyntaxNode
{
    /// <summary>AS t(a, b).</summary>
    public TableAlias? Alias { get; init; }

    /// <summary>Where it stands without sample and alias.</summary>
    public SourceSpan Reference { get; init; }

    /// <summary>TABLESAMPLE.</summary>
    public TableSample? Sample { get; init; }
}

/// <summary>An alias with, where given, names for the columns.</summary>
public sealed record TableAlias(Identifier Name, IReadOnlyList<Identifier> Columns) : SyntaxNode;

/// <summary>TABLESAMPLE (n PERCENT | n ROWS | BUCKET x OUT OF y) [REPEATABLE (seed)].</summary>
public sealed record TableSample(double? Percent, long? Rows, (int Bucket, int Of)? Bucket, long? Seed) : SyntaxNode;

/// <summary>A table, view, CTE or path by name, at a version where asked.</summary>
public sealed record NamedTable(QualifiedName Name) : TableReference
{
    /// <summary>VERSION AS OF.</summary>
    public Expression? Version { get; init; }

    /// <summary>TIMESTAMP AS OF.</summary>
    public Expression? Timestamp { get; init; }

    /// <summary><c>STREAM t</c>.</summary>
    public bool IsStream { get; init; }

    /// <summary><c>TABLE t</c>: a whole query.</summary>
    public bool IsQuery { get; init; }
}

/// <summary>A query in parentheses.</summary>
public sealed record SubqueryTable(Query Query) : TableReference
{
    /// <summary>LATERAL.</summary>
    public bool IsLateral { get; init; }
}

/// <summary>A table function: <c>range(10)</c>, <c>explode(a)</c>, <c>read_files(…)</c>.</summary>
public sealed record FunctionTable(CallExpression Call) : TableReference
{
    /// <summary><c>STREAM f(…)</c>.</summary>
    public bool IsStream { get; init; }

    /// <summary>LATERAL.</summary>
    public bool IsLateral { get; init; }
}

/// <summary>VALUES in FROM.</summary>
public sealed record ValuesTable(ValuesBody Values) : TableReference;

/// <summary>A join; one of the last three says how rows match (none for a cross join).</summary>
public sealed record JoinTable(
    TableReference Left, TableReference Right, JoinKind Kind, Expression? On, IReadOnlyList<Identifier> Using, bool IsNatural) : TableReference;

/// <summary>PIVOT (aggregates FOR columns IN (values)).</summary>
public sealed record PivotTable(
    TableReference Input,
    IReadOnlyList<SelectItem> Aggregates,
    IReadOnlyList<Identifier> Columns,
    IReadOnlyList<SelectItem> Values) : TableReference;

/// <summary>UNPIVOT; each group lists its columns and, where given, the name that stands for them.</summary>
public sealed record UnpivotTable(
    TableReference Input,
    IReadOnlyList<Identifier> ValueColumns,
    Identifier NameColumn,
    IReadOnlyList<(IReadOnlyList<QualifiedName> Columns, Identifier? Alias)> Groups,
    bool IncludesNulls) : TableReference;

/// <summary>The rows that come down the pipe, as the left side of a piped join, pivot or sample.</summary>
public sealed record PipeInput : TableReference;
