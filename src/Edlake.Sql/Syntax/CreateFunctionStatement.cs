namespace Edlake.Sql.Syntax;

/// <summary>CREATE FUNCTION whose body is SQL: RETURN an expression, or a query for a function that RETURNS TABLE (or a scalar subquery).</summary>
public sealed record CreateFunctionStatement(QualifiedName Name, IReadOnlyList<ColumnDefinition> Parameters) : Statement
{
    /// <summary>OR REPLACE.</summary>
    public bool IsReplace { get; init; }

    /// <summary>TEMPORARY.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>RETURNS type; null when not said or a table.</summary>
    public DataTypeSyntax? Returns { get; init; }

    /// <summary>RETURNS TABLE, with its columns where given.</summary>
    public bool ReturnsTable { get; init; }

    /// <summary>The columns of RETURNS TABLE (…).</summary>
    public IReadOnlyList<ColumnDefinition> ReturnedColumns { get; init; } = [];

    /// <summary>COMMENT.</summary>
    public string? Comment { get; init; }

    /// <summary>RETURN expression; null when <see cref="BodyQuery"/> is set.</summary>
    public Expression? Body { get; init; }

    /// <summary>RETURN query.</summary>
    public Query? BodyQuery { get; init; }

    /// <summary>The body's text as written.</summary>
    public string BodyText { get; init; } = "";
}
