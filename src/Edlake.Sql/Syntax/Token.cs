using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>A word: keyword or identifier.</summary>
    Word,

    /// <summary>An identifier in backticks.</summary>
    QuotedWord,

    /// <summary>A number with its suffix.</summary>
    Number,

    /// <summary>A string; its value has the escapes resolved.</summary>
    String,

    /// <summary>An operator or a sign of punctuation.</summary>
    Symbol,

    /// <summary>The end of the text.</summary>
    End,
}

/// <summary>A token; <paramref name="Value"/> is the word, the string's content or the symbol.</summary>
internal readonly record struct Token(TokenKind Kind, string Value, SourceSpan Span)
{
    internal bool Is(string keyword) => Kind == TokenKind.Word && Value.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    internal bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Value == symbol;

    internal string Shown => Kind == TokenKind.End ? "end of input" : $"'{Value}'";
}
