using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <summary>A node of the syntax tree, as written: nothing resolved, nothing converted.</summary>
public abstract record SyntaxNode
{
    /// <summary>Where it stands in the statement's text.</summary>
    public SourceSpan Span { get; init; }
}

/// <summary>A name part: an identifier, without its backticks.</summary>
public sealed record Identifier(string Value) : SyntaxNode
{
    /// <summary>Written in backticks.</summary>
    public bool IsQuoted { get; init; }
}

/// <summary>
/// A name of one or more parts, or <c>IDENTIFIER(expression)</c>: then <see cref="Expression"/> is set and <see cref="Parts"/> is empty
/// until the binder has evaluated it.
/// </summary>
public sealed record QualifiedName(IReadOnlyList<Identifier> Parts) : SyntaxNode
{
    /// <summary>The expression of an IDENTIFIER clause; null for a plain name.</summary>
    public Expression? Expression { get; init; }

    /// <summary>The parts' texts.</summary>
    public IReadOnlyList<string> Values => [.. Parts.Select(part => part.Value)];

    /// <summary>The parts with dots between.</summary>
    public override string ToString() => string.Join('.', Values);
}
