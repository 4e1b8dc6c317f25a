using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <content>Operators, by precedence from loosest to tightest.</content>
public sealed partial class SqlParser
{
    private static readonly string[] ComparisonSigns = ["=", "==", "<=>", "<>", "!=", "<", "<=", ">", ">="];

    private Expression Expression() => Deeper(Or);

    private Expression Or() => LeftToRight(And, () => At("or") ? "or" : null);

    private Expression And() => LeftToRight(Not, () => At("and") ? "and" : null);

    private Expression Not()
    {
        var start = Current.Span;
        if (!Take("not") && !(AtSymbol("!") && TakeSymbol("!")))
            return Predicate();
        return new UnaryExpression("not", Deeper(Not)) { Span = SpanFrom(start) };
    }

    private Expression LeftToRight(Func<Expression> operand, Func<string?> sign)
    {
        var start = Current.Span;
        var left = operand();
        while (sign() is { } found)
        {
            _at++;
            left = new BinaryExpression(found, left, operand()) { Span = SpanFrom(start) };
        }

        return left;
    }

    // Comparison and the IS, IN, BETWEEN, LIKE family stand on one level and chain to the left.
    private Expression Predicate()
    {
        var start = Current.Span;
        var left = BitOr();
        while (true)
        {
            if (Current.Kind == TokenKind.Symbol && ComparisonSigns.Contains(Current.Value))
            {
                var sign = Advance().Value;
                left = new BinaryExpression(sign == "==" ? "=" : sign, left, BitOr()) { Span = SpanFrom(start) };
            }
            else if (NamedPredicate(left, start) is { } predicate)
            {
                left = predicate;
            }
            else
            {
                return left;
            }
        }
    }

    private Expression? NamedPredicate(Expression left, SourceSpan start)
    {
        if (Take("is"))
            return IsPredicate(left, start);
        var negated = At("not") && (PeekAt(1).Is("in") || PeekAt(1).Is("between") || IsLikeWord(PeekAt(1)));
        if (negated)
            _at++;
        if (Take("between"))
        {
            var low = BitOr();
            Expect("and");
            return new BetweenExpression(left, low, BitOr(), negated) { Span = SpanFrom(start) };
        }

        if (At("in") && (PeekAt(1).IsSymbol("(") || negated))
        {
            _at++;
            return InPredicate(left, negated, start);
        }

        return IsLikeWord(Current) ? LikePredicate(left, negated, start) : null;
    }

    private static bool IsLikeWord(Token token) => token.Is("like") || token.Is("ilike") || token.Is("rlike") || token.Is("regexp");

    private Expression IsPredicate(Expression left, SourceSpan start)
    {
        var negated = Take("not");
        if (Take("distinct", "from"))
            return new IsDistinctExpression(left, BitOr(), negated) { Span = SpanFrom(start) };
        foreach (var predicate in new[] { "null", "true", "false", "unknown" })
        {
            if (Take(predicate))
                return new IsExpression(left, predicate, negated) { Span = SpanFrom(start) };
        }

        throw Unexpected("Expected NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM.");
    }

    private Expression InPredicate(Expression left, bool negated, SourceSpan start)
    {
        ExpectSymbol("(");
        if (AtQueryStart())
        {
            var query = Query();
            ExpectSymbol(")");
            return new InSubqueryExpression(left, query, negated) { Span = SpanFrom(start) };
        }

        var items = CommaSeparated(Expression);
        ExpectSymbol(")");
        return new InListExpression(left, items, negated) { Span = SpanFrom(start) };
    }

    private Expression LikePredicate(Expression left, bool negated, SourceSpan start)
    {
        var word = Advance().Value.ToLowerInvariant();
        var quantifier = Take("any") || Take("some") ? LikeQuantifier.Any : Take("all") ? LikeQuantifier.All : LikeQuantifier.None;
        IReadOnlyList<Expression> patterns = quantifier == LikeQuantifier.None ? [BitOr()] : Parenthesized(Expression);
        var escape = Take("escape") ? ExpectString() : null;
        return new LikeExpression(left, word == "regexp" ? "rlike" : word, patterns, quantifier, escape, negated) { Span = SpanFrom(start) };
    }

    private Expression BitOr() => LeftToRight(BitXor, () => AtSymbol("|") ? "|" : null);

    private Expression BitXor() => LeftToRight(BitAnd, () => AtSymbol("^") ? "^" : null);

    private Expression BitAnd() => LeftToRight(Shift, () => AtSymbol("&") ? "&" : null);

    private Expression Shift() => LeftToRight(Sum, () => AtSymbol("<<") || AtSymbol(">>") || AtSymbol(">>>") ? Current.Value : null);

    private Expression Sum() => LeftToRight(Product, () => AtSymbol("+") || AtSymbol("-") || AtSymbol("||") ? Current.Value : null);

    private Expression Product() => LeftToRight(
        Unary, () => AtSymbol("*") || AtSymbol("/") || AtSymbol("%") ? Current.Value : At("div") ? "div" : null);

    private Expression Unary()
    {
        var start = Current.Span;
        if (AtSymbol("-") && PeekAt(1).Kind == TokenKind.Number && PeekAt(1).Span.Start == Current.Span.End)
        {
            _at++;
            var number = (NumberExpression)Number();
            return Postfix(number with { Text = "-" + number.Text, Span = SpanFrom(start) }, start);
        }

        if (!AtSymbol("-") && !AtSymbol("+") && !AtSymbol("~"))
            return Postfix(Primary(), start);
        var sign = Advance().Value;
        return new UnaryExpression(sign, Deeper(Unary)) { Span = SpanFrom(start) };
    }

    private Expression Postfix(Expression operand, SourceSpan start)
    {
        while (true)
        {
            if (TakeSymbol("["))
            {
                var index = Expression();
                ExpectSymbol("]");
                operand = new IndexExpression(operand, index) { Span = SpanFrom(start) };
            }
            else if (AtSymbol(".") && PeekAt(1).Kind is TokenKind.Word or TokenKind.QuotedWord)
            {
                _at++;
                operand = new FieldExpression(operand, Identifier()) { Span = SpanFrom(start) };
            }
            else if (TakeSymbol("::"))
            {
                operand = new CastExpression(operand, DataType(), IsTry: false) { Span = SpanFrom(start) };
            }
            else if (Take("collate"))
            {
                operand = new CollateExpression(operand, Name().ToString()) { Span = SpanFrom(start) };
            }
            else if (AtSymbol(":") && operand is NameExpression or FieldExpression or JsonPathExpression or CallExpression
                && PeekAt(1).Kind is TokenKind.Word or TokenKind.QuotedWord)
            {
                operand = new JsonPathExpression(operand, JsonPath()) { Span = SpanFrom(start) };
            }
            else
            {
                return operand;
            }
        }
    }

    private string JsonPath()
    {
        _at++;
        var path = "$." + Advance().Value;
        while (true)
        {
            if (AtSymbol(".") && PeekAt(1).Kind is TokenKind.Word or TokenKind.QuotedWord)
            {
                _at++;
                path += "." + Advance().Value;
            }
            else if (AtSymbol("[") && PeekAt(1).Kind is TokenKind.Number or TokenKind.String)
            {
                _at++;
                var key = Advance();
                path += key.Kind == TokenKind.Number ? $"[{key.Value}]" : $"['{key.Value}']";
                ExpectSymbol("]");
            }
            else
            {
                return path;
            }
        }
    }
}
