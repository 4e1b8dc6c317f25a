namespace Edlake.Sql.Syntax;

/// <summary>A type as written: a name in lower case (<c>decimal</c>, <c>array</c>, <c>struct</c>, <c>interval day to second</c>) with what it takes.</summary>
public sealed record DataTypeSyntax(string Name) : SyntaxNode
{
    /// <summary><c>decimal(10, 2)</c>, <c>varchar(5)</c>.</summary>
    public IReadOnlyList<int> Numbers { get; init; } = [];

    /// <summary>Element of an array; key and value of a map.</summary>
    public IReadOnlyList<DataTypeSyntax> Arguments { get; init; } = [];

    /// <summary>Fields of a struct.</summary>
    public IReadOnlyList<ColumnDefinition> Fields { get; init; } = [];

    /// <summary>COLLATE of a string.</summary>
    public string? Collation { get; init; }
}

/// <summary>A column of CREATE TABLE or a field of a struct type.</summary>
public sealed record ColumnDefinition(Identifier Name, DataTypeSyntax? Type) : SyntaxNode
{
    /// <summary>NOT NULL.</summary>
    public bool IsNotNull { get; init; }

    /// <summary>COMMENT.</summary>
    public string? Comment { get; init; }

    /// <summary>DEFAULT, with its text in <see cref="DefaultText"/>.</summary>
    public Expression? Default { get; init; }

    /// <summary>The text of the default as written.</summary>
    public string? DefaultText { get; init; }

    /// <summary>GENERATED ALWAYS AS (…): the text as written.</summary>
    public string? GeneratedText { get; init; }

    /// <summary>GENERATED … AS IDENTITY.</summary>
    public bool IsIdentity { get; init; }
}
