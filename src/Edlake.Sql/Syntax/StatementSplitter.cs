using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <summary>Cuts a script into its statements at the semicolons that are not in quotes or comments.</summary>
public static class StatementSplitter
{
    /// <summary>The statements, without their semicolons, each knowing where it stood. Empty ones are left out.</summary>
    /// <exception cref="SqlException">An unclosed string or comment.</exception>
    public static IReadOnlyList<SourceText> Split(SourceText script)
    {
        List<Token> tokens;
        try
        {
            tokens = Lexer.Tokenize(script.Text);
        }
        catch (SqlException error)
        {
            throw error.At(script);
        }

        var statements = new List<SourceText>();
        var first = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind != TokenKind.End && !tokens[i].IsSymbol(";"))
                continue;
            if (i > first)
                statements.Add(script.Slice(tokens[first].Span.Start, tokens[i - 1].Span.End - tokens[first].Span.Start));
            first = i + 1;
        }

        return statements;
    }
}
