using System.Runtime.CompilerServices;
using System.Text;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <summary>
/// Spark SQL text to a syntax tree, by recursive descent. Keywords are not reserved, as in Spark's default mode: a word is a
/// keyword where the grammar wants one.
/// </summary>
public sealed partial class SqlParser
{
    // A chain such as a || b || … leans to the left, as deep as it is long, and whoever walks the tree later recurses into it.
    private const int MaxChain = 1000;

    // Deep enough for any statement a person or a generator writes, shallow enough for a 1 MB thread stack.
    private const int MaxDepth = 400;

    private readonly string _text;
    private readonly List<Token> _tokens;
    private readonly int[] _closing;
    private int _at;
    private int _depth;
    private int _positionalParameters;

    private SqlParser(string text)
    {
        _text = text;
        _tokens = Lexer.Tokenize(text);
        _closing = MatchParentheses();
    }

    private Token Current => _tokens[_at];

    /// <summary>Parses one statement; a semicolon after it is allowed.</summary>
    /// <exception cref="SqlException">PARSE_SYNTAX_ERROR and its kin, with the position in the source.</exception>
    public static Statement ParseStatement(SourceText source) => Parse(source, parser =>
    {
        var statement = parser.Statement();
        parser.TakeSymbol(";");
        return statement;
    });

    /// <summary>Parses a script: every statement with the text it was cut from, which its spans point into.</summary>
    /// <exception cref="SqlException">The first error, with its position in the script.</exception>
    public static IReadOnlyList<(SourceText Source, Statement Statement)> ParseScript(SourceText script) =>
        [.. StatementSplitter.Split(script).Select(source => (source, ParseStatement(source)))];

    /// <summary>Parses an expression that stands alone: a CHECK, a default.</summary>
    public static Expression ParseExpression(SourceText source) => Parse(source, parser => parser.Expression());

    /// <summary>Parses a query that stands alone: a view's text.</summary>
    public static Query ParseQuery(SourceText source) => Parse(source, parser => parser.Query());

    /// <summary>Parses a type: <c>DECIMAL(10,2)</c>.</summary>
    public static DataTypeSyntax ParseDataType(SourceText source) => Parse(source, parser => parser.DataType());

    /// <summary>Parses a column list without parentheses: <c>a INT NOT NULL, b STRING</c>.</summary>
    public static IReadOnlyList<ColumnDefinition> ParseSchema(SourceText source) =>
        Parse(source, parser => parser.CommaSeparated(parser.ColumnOfSchema));

    /// <summary>The parts of a dotted name: <c>a.`b c`</c>.</summary>
    public static IReadOnlyList<string> ParseName(string name) => Parse(new SourceText(name), parser => parser.Name()).Values;

    // For every "(" the place of its ")"; the end of the text where there is none.
    private int[] MatchParentheses()
    {
        var closing = new int[_tokens.Count];
        var open = new Stack<int>();
        Array.Fill(closing, _tokens.Count - 1);
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (_tokens[i].IsSymbol("("))
                open.Push(i);
            else if (_tokens[i].IsSymbol(")") && open.Count > 0)
                closing[open.Pop()] = i;
        }

        return closing;
    }

    private static T Parse<T>(SourceText source, Func<SqlParser, T> rule)
    {
        try
        {
            var parser = new SqlParser(source.Text);
            if (parser.Current.Kind == TokenKind.End)
                throw SqlErrors.EmptyStatement(parser.Current.Span);
            var result = rule(parser);
            return parser.Current.Kind == TokenKind.End ? result : throw parser.Unexpected();
        }
        catch (SqlException error)
        {
            throw error.At(source);
        }
    }

    private SqlException Unexpected(string? hint = null) => SqlErrors.Syntax(Current.Shown, Current.Span, hint);

    private Token Advance() => Current.Kind == TokenKind.End ? Current : _tokens[_at++];

    private Token PeekAt(int ahead) => _tokens[Math.Min(_at + ahead, _tokens.Count - 1)];

    private bool At(string keyword) => Current.Is(keyword);

    private bool At(string first, string second) => Current.Is(first) && PeekAt(1).Is(second);

    private bool AtSymbol(string symbol) => Current.IsSymbol(symbol);

    private bool Take(string keyword)
    {
        if (!At(keyword))
            return false;
        _at++;
        return true;
    }

    private bool Take(string first, string second)
    {
        if (!At(first, second))
            return false;
        _at += 2;
        return true;
    }

    private bool Take(string first, string second, string third)
    {
        if (!At(first, second) || !PeekAt(2).Is(third))
            return false;
        _at += 3;
        return true;
    }

    private bool TakeSymbol(string symbol)
    {
        if (!AtSymbol(symbol))
            return false;
        _at++;
        return true;
    }

    private void Expect(string keyword)
    {
        if (!Take(keyword))
            throw Unexpected($"Expected {keyword}.");
    }

    private void ExpectSymbol(string symbol)
    {
        if (TakeSymbol(symbol))
            return;

        // ">>" closes two type brackets.
        if (symbol == ">" && (AtSymbol(">>") || AtSymbol(">>>")))
        {
            var token = Current;
            _tokens[_at] = token with { Value = token.Value[1..], Span = new SourceSpan(token.Span.Start + 1, token.Span.Length - 1) };
            return;
        }

        throw Unexpected($"Expected '{symbol}'.");
    }

    private string ExpectString()
    {
        if (Current.Kind != TokenKind.String)
            throw Unexpected("Expected a string.");
        return Advance().Value;
    }

    // Adjacent strings are one.
    private string TakeString()
    {
        var value = Advance().Value;
        while (Current.Kind == TokenKind.String)
            value += Advance().Value;
        return value;
    }

    private Identifier Identifier()
    {
        if (Current.Kind is not (TokenKind.Word or TokenKind.QuotedWord))
            throw Unexpected("Expected a name.");
        var token = Advance();
        if (token.Kind == TokenKind.Word && !Ascii.IsValid(token.Value))
            throw SqlErrors.InvalidIdentifier(token.Value, token.Span);
        return new Identifier(token.Value) { IsQuoted = token.Kind == TokenKind.QuotedWord, Span = token.Span };
    }

    private QualifiedName Name()
    {
        var start = Current.Span;
        if (At("identifier") && PeekAt(1).IsSymbol("("))
        {
            _at += 2;
            var expression = Expression();
            ExpectSymbol(")");
            return new QualifiedName([]) { Expression = expression, Span = SpanFrom(start) };
        }

        var parts = new List<Identifier> { Identifier() };
        while (AtSymbol(".") && PeekAt(1).Kind is TokenKind.Word or TokenKind.QuotedWord)
        {
            _at++;
            parts.Add(Identifier());
        }

        return new QualifiedName(parts) { Span = SpanFrom(start) };
    }

    private SourceSpan SpanFrom(SourceSpan start) => new(start.Start, Math.Max(0, _tokens[Math.Max(_at - 1, 0)].Span.End - start.Start));

    private string TextFrom(int start) => _text[start.._tokens[_at - 1].Span.End];

    private List<T> CommaSeparated<T>(Func<T> item)
    {
        var items = new List<T> { item() };
        while (TakeSymbol(","))
            items.Add(item());
        return items;
    }

    private List<T> Parenthesized<T>(Func<T> item)
    {
        ExpectSymbol("(");
        var items = CommaSeparated(item);
        ExpectSymbol(")");
        return items;
    }

    private T Deeper<T>(Func<T> rule)
    {
        if (++_depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw SqlErrors.TooDeep(Current.Span);
        var result = rule();
        _depth--;
        return result;
    }
}
