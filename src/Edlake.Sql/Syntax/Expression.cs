using System.Numerics;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <summary>An expression as written.</summary>
public abstract record Expression : SyntaxNode;

/// <summary>NULL, TRUE, FALSE.</summary>
public sealed record ConstantExpression(bool? Value) : Expression;

/// <summary>The suffixes a number may carry.</summary>
public enum NumberSuffix
{
    /// <summary>None: INT, BIGINT or DECIMAL by size, DOUBLE with an exponent.</summary>
    None,

    /// <summary>Y.</summary>
    TinyInt,

    /// <summary>S.</summary>
    SmallInt,

    /// <summary>L.</summary>
    BigInt,

    /// <summary>F.</summary>
    Float,

    /// <summary>D.</summary>
    Double,

    /// <summary>BD.</summary>
    Decimal,
}

/// <summary>A number; <paramref name="Text"/> is its digits without the suffix, a minus sign in front when it was folded in.</summary>
public sealed record NumberExpression(string Text, NumberSuffix Suffix) : Expression
{
    /// <summary>Has an exponent.</summary>
    public bool HasExponent => Text.Contains('e', StringComparison.OrdinalIgnoreCase);

    /// <summary>Digits only.</summary>
    public bool IsWhole => !HasExponent && !Text.Contains('.', StringComparison.Ordinal);

    /// <summary>The value of a whole number.</summary>
    public BigInteger Whole => BigInteger.Parse(Text, System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A string, its escapes resolved.</summary>
public sealed record StringExpression(string Value) : Expression;

/// <summary>A literal with its type in front: <c>DATE '…'</c>, <c>TIMESTAMP '…'</c>, <c>TIMESTAMP_NTZ</c>, <c>TIMESTAMP_LTZ</c>, <c>X'…'</c>, <c>INTERVAL '…'</c>.</summary>
public sealed record TypedLiteralExpression(string TypeName, string Value) : Expression;

/// <summary><c>INTERVAL 1 DAY 2 HOURS</c>, or with <paramref name="To"/> <c>INTERVAL '1-2' YEAR TO MONTH</c>.</summary>
public sealed record IntervalExpression(IReadOnlyList<(Expression Amount, string Unit)> Fields, string? To) : Expression;

/// <summary>A name: a column, with what stands before its dots.</summary>
public sealed record NameExpression(QualifiedName Name) : Expression;

/// <summary><c>*</c>, <c>t.*</c>, with EXCEPT columns.</summary>
public sealed record StarExpression(QualifiedName? Target, IReadOnlyList<QualifiedName> Except) : Expression;

/// <summary><c>:name</c>.</summary>
public sealed record ParameterExpression(string Name) : Expression;

/// <summary><c>?</c>, the n-th from 0.</summary>
public sealed record PositionalParameterExpression(int Index) : Expression;

/// <summary>DEFAULT, where a value is wanted.</summary>
public sealed record DefaultExpression : Expression;

/// <summary>An expression that stands in no statement but is kept with an object, such as a column's default.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Owner">What it belongs to, for positions in errors.</param>
public sealed record StoredExpression(string Text, string Owner) : Expression;

/// <summary>A call. Operators and special forms (EXTRACT, TRIM FROM, POSITION IN) are their own nodes or calls of the function they mean.</summary>
public sealed record CallExpression(QualifiedName Name, IReadOnlyList<Expression> Arguments) : Expression
{
    /// <summary>DISTINCT was written.</summary>
    public bool IsDistinct { get; init; }

    /// <summary>FILTER (WHERE …).</summary>
    public Expression? Filter { get; init; }

    /// <summary>WITHIN GROUP (ORDER BY …).</summary>
    public IReadOnlyList<SortItem> WithinGroup { get; init; } = [];

    /// <summary>True for IGNORE NULLS, false for RESPECT NULLS, null when not said.</summary>
    public bool? IgnoresNulls { get; init; }

    /// <summary>OVER (…) or OVER name.</summary>
    public WindowSpecification? Over { get; init; }

    /// <summary>Written without parentheses: CURRENT_DATE.</summary>
    public bool IsBare { get; init; }

    /// <summary><c>count(*)</c>: of rows, whatever is in them.</summary>
    public bool CountsRows => !IsDistinct && Arguments is [StarExpression { Target: null, Except.Count: 0 }]
        && Name.Parts is [.., var last] && last.Value.Equals("count", StringComparison.OrdinalIgnoreCase);
}

/// <summary><c>name =&gt; value</c> among a call's arguments.</summary>
public sealed record NamedArgumentExpression(string Name, Expression Value) : Expression;

/// <summary>A window, or a reference to a named one.</summary>
public sealed record WindowSpecification(string? Name, IReadOnlyList<Expression> PartitionBy, IReadOnlyList<SortItem> OrderBy, WindowFrame? Frame) : SyntaxNode;

/// <summary>ROWS or RANGE BETWEEN.</summary>
public sealed record WindowFrame(bool IsRange, WindowBound Start, WindowBound End) : SyntaxNode;

/// <summary>One end of a frame.</summary>
public sealed record WindowBound(Binding.FrameBoundKind Kind, Expression? Offset) : SyntaxNode;

/// <summary>One item of an ORDER BY; null means not said.</summary>
public sealed record SortItem(Expression Expression, bool? Descending, bool? NullsFirst) : SyntaxNode;

/// <summary>A prefix operator: <c>-</c>, <c>+</c>, <c>~</c>, <c>not</c>.</summary>
public sealed record UnaryExpression(string Operator, Expression Operand) : Expression;

/// <summary>
/// An infix operator, in lower case: arithmetic, comparison (<c>=</c>, <c>&lt;&gt;</c> and <c>!=</c> as written, <c>&lt;=&gt;</c>), <c>and</c>, <c>or</c>,
/// <c>||</c>, bits.
/// </summary>
public sealed record BinaryExpression(string Operator, Expression Left, Expression Right) : Expression;

/// <summary><c>BETWEEN</c>.</summary>
public sealed record BetweenExpression(Expression Operand, Expression Low, Expression High, bool IsNegated) : Expression;

/// <summary><c>IN (a, b)</c>.</summary>
public sealed record InListExpression(Expression Operand, IReadOnlyList<Expression> Items, bool IsNegated) : Expression;

/// <summary><c>IN (SELECT …)</c>; a row on the left is a <see cref="RowExpression"/>.</summary>
public sealed record InSubqueryExpression(Expression Operand, Query Query, bool IsNegated) : Expression;

/// <summary>How LIKE ANY or ALL combines its patterns.</summary>
public enum LikeQuantifier
{
    /// <summary>One pattern.</summary>
    None,

    /// <summary>ANY or SOME.</summary>
    Any,

    /// <summary>ALL.</summary>
    All,
}

/// <summary><c>LIKE</c>, <c>ILIKE</c>, <c>RLIKE</c> (operator in lower case).</summary>
public sealed record LikeExpression(
    Expression Operand, string Operator, IReadOnlyList<Expression> Patterns, LikeQuantifier Quantifier, string? Escape, bool IsNegated) : Expression;

/// <summary><c>IS [NOT] NULL | TRUE | FALSE | UNKNOWN</c>; the predicate in lower case.</summary>
public sealed record IsExpression(Expression Operand, string Predicate, bool IsNegated) : Expression;

/// <summary><c>IS [NOT] DISTINCT FROM</c>.</summary>
public sealed record IsDistinctExpression(Expression Left, Expression Right, bool IsNegated) : Expression;

/// <summary>CASE; <paramref name="Operand"/> is set in the short form.</summary>
public sealed record CaseExpression(Expression? Operand, IReadOnlyList<(Expression When, Expression Then)> Branches, Expression? Else) : Expression;

/// <summary><c>CAST(x AS t)</c>, <c>TRY_CAST</c>, <c>x::t</c>.</summary>
public sealed record CastExpression(Expression Operand, DataTypeSyntax Type, bool IsTry) : Expression;

/// <summary><c>EXTRACT(field FROM source)</c>.</summary>
public sealed record ExtractExpression(string Field, Expression Source) : Expression;

/// <summary><c>TRIM([BOTH|LEADING|TRAILING] [chars] FROM text)</c>.</summary>
public sealed record TrimExpression(string Side, Expression? Characters, Expression Text) : Expression;

/// <summary><c>a.b</c> where a is not just a name: field access.</summary>
public sealed record FieldExpression(Expression Operand, Identifier Field) : Expression;

/// <summary><c>a[i]</c>.</summary>
public sealed record IndexExpression(Expression Operand, Expression Index) : Expression;

/// <summary><c>v:a.b[0]</c>, a path into a VARIANT or JSON text.</summary>
public sealed record JsonPathExpression(Expression Operand, string Path) : Expression;

/// <summary><c>x -&gt; …</c>, <c>(x, y) -&gt; …</c>.</summary>
public sealed record LambdaExpression(IReadOnlyList<Identifier> Parameters, Expression Body) : Expression;

/// <summary><c>(SELECT …)</c> as a value.</summary>
public sealed record SubqueryExpression(Query Query) : Expression;

/// <summary><c>EXISTS (SELECT …)</c>.</summary>
public sealed record ExistsExpression(Query Query) : Expression;

/// <summary><c>(a, b)</c>.</summary>
public sealed record RowExpression(IReadOnlyList<Expression> Items) : Expression;

/// <summary>An expression with a name, where a call takes one: <c>struct(a AS x)</c>.</summary>
public sealed record AliasedExpression(Expression Operand, Identifier Alias) : Expression;

/// <summary><c>x COLLATE name</c>.</summary>
public sealed record CollateExpression(Expression Operand, string Collation) : Expression;

/// <summary><c>date_add(UNIT, n, d)</c> and its kin: the unit is a keyword.</summary>
public sealed record UnitCallExpression(string Function, string Unit, IReadOnlyList<Expression> Arguments) : Expression
{
    /// <summary>Where the unit stands.</summary>
    public SourceSpan UnitSpan { get; init; }
}
