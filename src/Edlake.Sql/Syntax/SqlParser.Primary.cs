using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <content>Literals, names, calls and the special forms that look like calls.</content>
public sealed partial class SqlParser
{
    private static readonly string[] BareCalls =
        ["current_date", "current_timestamp", "current_user", "user", "session_user", "localtimestamp", "current_time"];

    private static readonly string[] Units =
        ["year", "quarter", "month", "week", "day", "dayofyear", "hour", "minute", "second", "millisecond", "microsecond", "nanosecond"];

    private static readonly string[] UnitFunctions = ["date_add", "dateadd", "timestampadd", "date_diff", "datediff", "timestampdiff"];

    // Words a string may follow without being their literal: CASE 'a' WHEN, INTERVAL '1' DAY.
    private static readonly HashSet<string> BeforeString = new(StringComparer.OrdinalIgnoreCase) { "case", "interval", "null", "true", "false", "default" };

    private Expression Primary()
    {
        var start = Current.Span;
        return Current.Kind switch
        {
            TokenKind.Number => Number(),
            TokenKind.String => new StringExpression(TakeString()) { Span = SpanFrom(start) },
            TokenKind.QuotedWord => PeekAt(1).IsSymbol("->") ? Lambda() : NameOrCall(),
            TokenKind.Word => WordPrimary(),
            TokenKind.Symbol => SymbolPrimary(),
            _ => throw Unexpected(),
        };
    }

    private Expression Number()
    {
        var token = Advance();
        var text = token.Value;
        var (suffix, length) = text.EndsWith("bd", StringComparison.OrdinalIgnoreCase)
            ? (NumberSuffix.Decimal, 2)
            : char.ToUpperInvariant(text[^1]) switch
            {
                'Y' => (NumberSuffix.TinyInt, 1),
                'S' => (NumberSuffix.SmallInt, 1),
                'L' => (NumberSuffix.BigInt, 1),
                'F' => (NumberSuffix.Float, 1),
                'D' => (NumberSuffix.Double, 1),
                _ => (NumberSuffix.None, 0),
            };
        return new NumberExpression(text[..^length], suffix) { Span = token.Span };
    }

    private Expression SymbolPrimary()
    {
        var start = Current.Span;
        if (TakeSymbol("("))
            return AfterParenthesis(start);
        if (TakeSymbol("*"))
            return new StarExpression(null, Except()) { Span = SpanFrom(start) };
        if (TakeSymbol("?"))
            return new PositionalParameterExpression(_positionalParameters++) { Span = start };
        if (AtSymbol(":") && PeekAt(1).Kind is TokenKind.Word or TokenKind.QuotedWord && PeekAt(1).Span.Start == Current.Span.End)
        {
            _at++;
            return new ParameterExpression(Advance().Value) { Span = SpanFrom(start) };
        }

        throw Unexpected();
    }

    private Expression AfterParenthesis(SourceSpan start)
    {
        if (AtQueryStart())
        {
            var query = Query();
            ExpectSymbol(")");
            return new SubqueryExpression(query) { Span = SpanFrom(start) };
        }

        if (TryLambdaParameters() is { } parameters)
            return new LambdaExpression(parameters, Expression()) { Span = SpanFrom(start) };
        var items = CommaSeparated(Expression);
        ExpectSymbol(")");
        return items.Count == 1 ? items[0] with { Span = SpanFrom(start) } : new RowExpression(items) { Span = SpanFrom(start) };
    }

    // "(x, y) ->" and nothing else begins that way, so a look ahead decides.
    private List<Identifier>? TryLambdaParameters()
    {
        var ahead = 0;
        while (PeekAt(ahead).Kind is TokenKind.Word or TokenKind.QuotedWord && PeekAt(ahead + 1).IsSymbol(","))
            ahead += 2;
        if (PeekAt(ahead).Kind is not (TokenKind.Word or TokenKind.QuotedWord) || !PeekAt(ahead + 1).IsSymbol(")") || !PeekAt(ahead + 2).IsSymbol("->"))
            return null;
        var parameters = CommaSeparated(Identifier);
        _at += 2;
        return parameters;
    }

    private LambdaExpression Lambda()
    {
        var start = Current.Span;
        var parameter = Identifier();
        _at++;
        return new LambdaExpression([parameter], Expression()) { Span = SpanFrom(start) };
    }

    private Expression WordPrimary()
    {
        var start = Current.Span;
        if (PeekAt(1).IsSymbol("->"))
            return Lambda();
        if (At("case") && PeekAt(1).IsSymbol("("))
            return Case();
        if (PeekAt(1).IsSymbol("("))
            return SpecialCall(start) ?? NameOrCall();
        if (PeekAt(1).Kind == TokenKind.String && TypedLiteral(start) is { } literal)
            return literal;
        if (PeekAt(1).Kind == TokenKind.String && !BeforeString.Contains(Current.Value))
            throw SqlErrors.UnsupportedTypedLiteral(Current.Value, start);
        switch (Current.Value.ToLowerInvariant())
        {
            case "null":
                _at++;
                return new ConstantExpression(null) { Span = start };
            case "true":
                _at++;
                return new ConstantExpression(true) { Span = start };
            case "false":
                _at++;
                return new ConstantExpression(false) { Span = start };
            case "case":
                return Case();
            case "interval" when StartsInterval():
                return Interval();
            case "default" when !PeekAt(1).IsSymbol("."):
                _at++;
                return new DefaultExpression { Span = start };
            case var word when BareCalls.Contains(word) && !PeekAt(1).IsSymbol("."):
                var name = Identifier();
                return new CallExpression(new QualifiedName([name]) { Span = start }, []) { Span = start, IsBare = true };
            default:
                return NameOrCall();
        }
    }

    private TypedLiteralExpression? TypedLiteral(SourceSpan start)
    {
        var word = Current.Value.ToLowerInvariant();
        if (word is not ("date" or "timestamp" or "timestamp_ntz" or "timestamp_ltz" or "x") && !(word == "interval" && !IsIntervalUnit(PeekAt(2))))
            return null;
        _at++;
        return new TypedLiteralExpression(word, TakeString()) { Span = SpanFrom(start) };
    }

    private bool StartsInterval() =>
        PeekAt(1).Kind is TokenKind.Number or TokenKind.String || PeekAt(1).IsSymbol("-") || PeekAt(1).IsSymbol("+")
        || (PeekAt(1).IsSymbol("(") || PeekAt(1).Kind == TokenKind.Word) && IsIntervalUnit(PeekAt(2));

    private static bool IsIntervalUnit(Token token) =>
        token.Kind == TokenKind.Word && Units.Contains(token.Value.ToLowerInvariant().TrimEnd('s'));

    private IntervalExpression Interval()
    {
        var start = Advance().Span;
        var fields = new List<(Expression, string)>();
        do
        {
            var amount = Unary();
            if (!IsIntervalUnit(Current))
                throw Unexpected("Expected a unit such as DAY.");
            fields.Add((amount, Advance().Value.ToLowerInvariant().TrimEnd('s')));
        }
        while (Current.Kind is TokenKind.Number or TokenKind.String && IsIntervalUnit(PeekAt(1))
            || (AtSymbol("-") && PeekAt(1).Kind == TokenKind.Number && IsIntervalUnit(PeekAt(2))));
        string? to = null;
        if (At("to") && IsIntervalUnit(PeekAt(1)))
        {
            _at++;
            to = Advance().Value.ToLowerInvariant().TrimEnd('s');
        }

        return new IntervalExpression(fields, to) { Span = SpanFrom(start) };
    }

    private CaseExpression Case()
    {
        var start = Advance().Span;
        var operand = At("when") ? null : Expression();
        var branches = new List<(Expression, Expression)>();
        while (Take("when"))
        {
            var when = Expression();
            Expect("then");
            branches.Add((when, Expression()));
        }

        if (branches.Count == 0)
            throw Unexpected("Expected WHEN.");
        var otherwise = Take("else") ? Expression() : null;
        Expect("end");
        return new CaseExpression(operand, branches, otherwise) { Span = SpanFrom(start) };
    }

    private Expression? SpecialCall(SourceSpan start)
    {
        var word = Current.Value.ToLowerInvariant();
        if (UnitFunctions.Contains(word) && PeekAt(2).Kind == TokenKind.Word && Units.Contains(PeekAt(2).Value.ToLowerInvariant()) && PeekAt(3).IsSymbol(","))
            return UnitCall(word, start);
        switch (word)
        {
            case "cast" or "try_cast":
                return Cast(start, word == "try_cast");
            case "extract":
                _at += 2;
                var field = Current.Kind == TokenKind.String ? TakeString() : Identifier().Value;
                Expect("from");
                var source = Expression();
                ExpectSymbol(")");
                return new ExtractExpression(field, source) { Span = SpanFrom(start) };
            case "trim":
                return Trim(start);
            case "exists" when IsQueryStart(_at + 2):
                _at += 2;
                var query = Query();
                ExpectSymbol(")");
                return new ExistsExpression(query) { Span = SpanFrom(start) };
            case "position" or "substring" or "substr" or "overlay":
                return KeywordArguments(word, start);
            default:
                return null;
        }
    }

    private UnitCallExpression UnitCall(string word, SourceSpan start)
    {
        _at += 2;
        var unitToken = Advance();
        var unit = unitToken.Value.ToUpperInvariant();
        ExpectSymbol(",");
        var arguments = CommaSeparated(Expression);
        ExpectSymbol(")");
        return new UnitCallExpression(word, unit, arguments) { UnitSpan = unitToken.Span, Span = SpanFrom(start) };
    }

    private CastExpression Cast(SourceSpan start, bool isTry)
    {
        _at += 2;
        var operand = Expression();
        Expect("as");
        var type = DataType();
        ExpectSymbol(")");
        return new CastExpression(operand, type, isTry) { Span = SpanFrom(start) };
    }

    private Expression? Trim(SourceSpan start)
    {
        var mark = _at;
        _at += 2;
        var side = Take("both") ? "both" : Take("leading") ? "leading" : Take("trailing") ? "trailing" : "";
        var characters = At("from") ? null : Expression();
        if (!Take("from"))
        {
            _at = mark;
            return null;
        }

        var text = Expression();
        ExpectSymbol(")");
        return new TrimExpression(side, characters, text) { Span = SpanFrom(start) };
    }

    // position(a IN b), substring(a FROM b FOR c), overlay(a PLACING b FROM c FOR d): calls with words for commas.
    private CallExpression? KeywordArguments(string word, SourceSpan start)
    {
        var mark = _at;
        var name = new QualifiedName([Identifier()]) { Span = start };
        ExpectSymbol("(");
        var arguments = new List<Expression> { word == "position" ? BitOr() : Expression() };
        if (!(word == "position" ? At("in") : word == "overlay" ? At("placing") : At("from")))
        {
            _at = mark;
            return null;
        }

        while (Take("in") || Take("placing") || Take("from") || Take("for"))
            arguments.Add(Expression());
        ExpectSymbol(")");
        return new CallExpression(name, arguments) { Span = SpanFrom(start) };
    }

    private Expression NameOrCall()
    {
        var start = Current.Span;
        var name = Name();
        if (AtSymbol("."))
        {
            if (PeekAt(1).IsSymbol("*"))
            {
                _at += 2;
                return new StarExpression(name, Except()) { Span = SpanFrom(start) };
            }
        }

        return AtSymbol("(") ? Call(name, start) : new NameExpression(name) { Span = SpanFrom(start) };
    }

    private IReadOnlyList<QualifiedName> Except() =>
        At("except") && PeekAt(1).IsSymbol("(") && !PeekAt(2).Is("select") && Take("except") ? Parenthesized(Name) : [];

    private CallExpression Call(QualifiedName name, SourceSpan start)
    {
        ExpectSymbol("(");
        var quantified = (At("distinct") || At("all")) && !PeekAt(1).IsSymbol(",") && !PeekAt(1).IsSymbol(")");
        var distinct = quantified && Advance().Is("distinct");
        var arguments = new List<Expression>();
        if (!AtSymbol(")"))
            arguments = CommaSeparated(Argument);
        var ignores = NullTreatment();
        ExpectSymbol(")");
        var within = Take("within", "group") ? WithinGroup() : [];
        Expression? filter = null;
        if (At("filter") && PeekAt(1).IsSymbol("("))
        {
            _at += 2;
            Expect("where");
            filter = Expression();
            ExpectSymbol(")");
        }

        ignores ??= NullTreatment();
        var over = Take("over") ? Window() : null;
        return new CallExpression(name, arguments)
        {
            IsDistinct = distinct,
            WithinGroup = within,
            Filter = filter,
            IgnoresNulls = ignores,
            Over = over,
            Span = SpanFrom(start),
        };
    }

    private Expression Argument()
    {
        var start = Current.Span;
        if (Current.Kind is TokenKind.Word or TokenKind.QuotedWord && PeekAt(1).IsSymbol("=>"))
        {
            var name = Identifier().Value;
            _at++;
            return new NamedArgumentExpression(name, Expression()) { Span = SpanFrom(start) };
        }

        var expression = Expression();
        return Take("as") ? new AliasedExpression(expression, Identifier()) { Span = SpanFrom(start) } : expression;
    }

    private bool? NullTreatment() => Take("ignore", "nulls") ? true : Take("respect", "nulls") ? false : null;
}
