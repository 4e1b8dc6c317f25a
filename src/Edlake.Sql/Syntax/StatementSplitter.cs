using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <summary>Cuts a script into its statements at the semicolons that are not in quotes, comments or a BEGIN … END block.</summary>
public static class StatementSplitter
{
    private static readonly string[] Blocks = ["if", "while", "loop", "repeat", "for"];

    /// <summary>The statements, without their semicolons, each knowing where it stood. Empty ones are left out.</summary>
    /// <exception cref="SqlException">An unclosed string or comment.</exception>
    public static IReadOnlyList<SourceText> Split(SourceText script)
    {
        var tokens = Tokens(script);
        var cutter = new SourceCutter(script);
        var statements = new List<SourceText>();
        var first = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (i == first && IsBlock(tokens, i))
                i = EndOfBlock(tokens, i);
            if (tokens[i].Kind != TokenKind.End && !tokens[i].IsSymbol(";"))
                continue;
            if (i > first)
                statements.Add(cutter.Cut(tokens[first].Span.Start, tokens[i - 1].Span.End));
            first = i + 1;
        }

        return statements;
    }

    private static List<Token> Tokens(SourceText script)
    {
        try
        {
            return Lexer.Tokenize(script.Text);
        }
        catch (SqlException error)
        {
            throw error.At(script);
        }
    }

    // BEGIN TRANSACTION and a bare BEGIN are statements of their own.
    private static bool IsBlock(List<Token> tokens, int at) =>
        tokens[at].Is("begin") && tokens[at + 1].Kind != TokenKind.End && !tokens[at + 1].IsSymbol(";") && !tokens[at + 1].Is("transaction");

    // The token after the END that closes the block. CASE opens one anywhere, IF and the loops only where a statement begins.
    private static int EndOfBlock(List<Token> tokens, int at)
    {
        var depth = 0;
        for (; tokens[at].Kind != TokenKind.End; at++)
        {
            if (tokens[at].Is("begin") || tokens[at].Is("case") || (BeginsStatement(tokens, at) && Blocks.Any(tokens[at].Is)))
            {
                depth++;
            }
            else if (tokens[at].Is("end"))
            {
                if (tokens[at + 1].Is("case") || Blocks.Any(tokens[at + 1].Is))
                    at++;
                if (--depth == 0)
                    return at + 1;
            }
        }

        return at;
    }

    private static bool BeginsStatement(List<Token> tokens, int at)
    {
        var before = tokens[at - 1];
        return before.IsSymbol(";") || before.IsSymbol(":") || before.Is("begin") || before.Is("then") || before.Is("else") || before.Is("do")
            || before.Is("loop") || before.Is("repeat") || before.Is("atomic");
    }
}
