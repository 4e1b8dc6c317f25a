using System.Globalization;
using System.Text;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <summary>Text to tokens, by Spark's lexical rules: nested comments, two kinds of quotes for strings, raw strings, Java escapes.</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] Symbols =
        [">>>", "<=>", "<>", "!=", "!<", "!>", "<=", ">=", "==", "||", "|>", "->", "=>", "::", "<<", ">>"];

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    private readonly List<Token> _tokens = [];
    private int _at;

    internal static List<Token> Tokenize(string text) => new Lexer(text).Run();

    private List<Token> Run()
    {
        while (true)
        {
            SkipBlanksAndComments();
            if (_at >= text.Length)
                break;
            _tokens.Add(Next());
        }

        _tokens.Add(new Token(TokenKind.End, "", new SourceSpan(text.Length, 0)));
        return _tokens;
    }

    private char Peek(int ahead = 0) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private void SkipBlanksAndComments()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]) || text[_at] == '\uFEFF')
                _at++;
            else if (Peek() == '-' && Peek(1) == '-')
                _at = EndOfLine(_at);
            else if (Peek() == '/' && Peek(1) == '*')
                SkipBracketedComment();
            else
                return;
        }
    }

    private int EndOfLine(int from)
    {
        var end = text.IndexOf('\n', from);
        return end < 0 ? text.Length : end;
    }

    private void SkipBracketedComment()
    {
        var start = _at;
        var depth = 0;
        while (_at < text.Length)
        {
            if (Peek() == '/' && Peek(1) == '*')
                (depth, _at) = (depth + 1, _at + 2);
            else if (Peek() == '*' && Peek(1) == '/')
                (depth, _at) = (depth - 1, _at + 2);
            else
                _at++;
            if (depth == 0)
                return;
        }

        throw SqlErrors.UnclosedComment(new SourceSpan(start, 2));
    }

    private Token Next()
    {
        var c = Peek();
        if (c is '\'' or '"')
            return ReadString(raw: false, _at);
        if (c is 'r' or 'R' && Peek(1) is '\'' or '"')
        {
            _at++;
            return ReadString(raw: true, _at - 1);
        }

        if (c == '`')
            return ReadQuotedWord();
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)) && !FollowsOperand()))
            return ReadNumberOrWord();
        if (IsWordStart(c) || char.IsLetter(c))
            return ReadWord();
        return ReadSymbol();
    }

    // ".5" is a number, but in "a.5" and "a[0].5" the dot belongs to a path.
    private bool FollowsOperand() =>
        _tokens.Count > 0 && _tokens[^1].Span.End == _at && _tokens[^1] is { Kind: TokenKind.Word or TokenKind.QuotedWord } or { Value: "]" or ")" };

    private static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private Token ReadWord()
    {
        var start = _at;
        while (IsWordPart(Peek()) || char.IsLetterOrDigit(Peek()))
            _at++;
        return Make(TokenKind.Word, start, text[start.._at]);
    }

    // Digits followed by letters that are no suffix are a word, as Spark has it: SELECT 1 AS 1st is not, but table 2cool is.
    private Token ReadNumberOrWord()
    {
        var start = _at;
        while (char.IsAsciiDigit(Peek()))
            _at++;
        var whole = true;
        if (Peek() == '.' && !(IsWordStart(Peek(1)) && Peek(1) is not ('e' or 'E' or 'd' or 'D' or 'f' or 'F' or 'b' or 'B')))
        {
            whole = false;
            _at++;
            while (char.IsAsciiDigit(Peek()))
                _at++;
        }

        if (Peek() is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            whole = false;
            _at += 2;
            while (char.IsAsciiDigit(Peek()))
                _at++;
        }

        var digitsEnd = _at;
        if (Peek() is 'b' or 'B' && Peek(1) is 'd' or 'D')
            _at += 2;
        else if (char.ToUpperInvariant(Peek()) is 'D' or 'F' || (whole && char.ToUpperInvariant(Peek()) is 'L' or 'S' or 'Y'))
            _at++;
        if (!IsWordPart(Peek()))
            return Make(TokenKind.Number, start, text[start.._at]);
        if (!whole)
        {
            _at = digitsEnd;
            return Make(TokenKind.Number, start, text[start.._at]);
        }

        while (IsWordPart(Peek()))
            _at++;
        return Make(TokenKind.Word, start, text[start.._at]);
    }

    private Token ReadQuotedWord()
    {
        var start = _at++;
        var value = new StringBuilder();
        while (true)
        {
            if (_at >= text.Length)
                throw SqlErrors.Syntax("'`'", new SourceSpan(start, 1), "Close the identifier with a backtick.");
            if (Peek() == '`' && Peek(1) == '`')
            {
                value.Append('`');
                _at += 2;
            }
            else if (Peek() == '`')
            {
                _at++;
                return Make(TokenKind.QuotedWord, start, value.ToString());
            }
            else
            {
                value.Append(text[_at++]);
            }
        }
    }

    private Token ReadString(bool raw, int start)
    {
        var quote = text[_at++];
        var value = new StringBuilder();
        while (true)
        {
            if (_at >= text.Length)
                throw SqlErrors.Syntax($"'{quote}'", new SourceSpan(start, 1), $"Close the string with {quote}.");
            var c = text[_at];
            if (c == quote)
            {
                _at++;
                return Make(TokenKind.String, start, value.ToString());
            }

            if (c == '\\' && !raw)
                ReadEscape(value);
            else
                value.Append(text[_at++]);
        }
    }

    private void ReadEscape(StringBuilder value)
    {
        _at++;
        var c = Peek();
        if (c == 'u' && IsHex(1, 4))
        {
            value.Append((char)int.Parse(text.AsSpan(_at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            _at += 5;
        }
        else if (c == 'U' && IsHex(1, 8))
        {
            AppendCodePoint(value, uint.Parse(text.AsSpan(_at + 1, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            _at += 9;
        }
        else if (c is >= '0' and <= '1' && Peek(1) is >= '0' and <= '7' && Peek(2) is >= '0' and <= '7')
        {
            value.Append((char)Convert.ToInt32(text.Substring(_at, 3), 8));
            _at += 3;
        }
        else
        {
            // LIKE wants its escaped wildcards untouched; any other character stands for itself.
            value.Append(c switch
            {
                '0' => "\0",
                'b' => "\b",
                'n' => "\n",
                'r' => "\r",
                't' => "\t",
                'Z' => "\u001A",
                '%' => "\\%",
                '_' => "\\_",
                _ => c.ToString(),
            });
            _at++;
        }
    }

    // Spark computes the surrogates without a check, so a number that is no code point gives characters, not an error.
    private static void AppendCodePoint(StringBuilder value, uint codePoint)
    {
        if (codePoint < 0x10000)
            value.Append((char)codePoint);
        else
            value.Append((char)((codePoint - 0x10000) / 0x400 + 0xD800)).Append((char)((codePoint - 0x10000) % 0x400 + 0xDC00));
    }

    private bool IsHex(int from, int count) =>
        _at + from + count <= text.Length && text.AsSpan(_at + from, count).IndexOfAnyExcept(HexDigits) < 0;

    private Token ReadSymbol()
    {
        var start = _at;
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) != 0)
                continue;
            _at += symbol.Length;
            return Make(TokenKind.Symbol, start, symbol switch { "!<" => ">=", "!>" => "<=", _ => symbol });
        }

        _at++;
        return Make(TokenKind.Symbol, start, text[start].ToString());
    }

    private Token Make(TokenKind kind, int start, string value) => new(kind, value, new SourceSpan(start, _at - start));
}
