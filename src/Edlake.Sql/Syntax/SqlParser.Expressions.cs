using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <content>Operators, by precedence from loosest to tightest.</content>
public sealed partial class SqlParser
{
    private static readonly string[] ComparisonSigns = ["=", "==", "<=>", "<>", "!=", "<", "<=", ">", ">="];

    private Expression Expression() => Deeper(Or);

    private Expression Or() => Balanced(And, "or");

    private Expression And() => Balanced(Not, "and");

    // Spark builds a chain of one logical operator as a balanced tree; thousands of terms stay shallow, and generated names tell.
    private Expression Balanced(Func<Expression> operand, string sign)
    {
        var first = operand();
        if (!At(sign))
            return first;
        var operands = new List<Expression> { first };
        while (Take(sign))
            operands.Add(operand());
        return Combine(0, operands.Count - 1);

        Expression Combine(int low, int high)
        {
            if (low == high)
                return operands[low];
            var middle = low + (high - low) / 2;
            return new BinaryExpression(sign, Combine(low, middle), Combine(middle + 1, high)) { Span = operands[low].Span.To(operands[high].Span) };
        }
    }

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
        for (var length = 1; sign() is { } found; length++)
        {
            GuardChain(length);
            _at++;
            left = new BinaryExpression(found, left, operand()) { Span = SpanFrom(start) };
        }

        return left;
    }

    private void GuardChain(int length)
    {
        if (length >= MaxChain)
            throw SqlErrors.TooDeep(Current.Span);
    }

    // One of the IS, IN, BETWEEN, LIKE family may follow; comparisons bind tighter: a = b IS NULL is (a = b) IS NULL.
    private Expression Predicate()
    {
        var start = Current.Span;
        var left = Comparison();
        return NamedPredicate(left, start) ?? left;
    }

    private Expression Comparison() => LeftToRight(BitOr, ComparisonSign);

    private string? ComparisonSign() =>
        Current.Kind != TokenKind.Symbol || !ComparisonSigns.Contains(Current.Value) ? null : Current.Value == "==" ? "=" : Current.Value;

    private Expression? NamedPredicate(Expression left, SourceSpan start)
    {
        if (Take("is"))
            return IsPredicate(left, start);
        if (AtSymbol("!"))
            throw SqlErrors.BangForNot(Current.Span);
        var negated = At("not") && (PeekAt(1).Is("in") || PeekAt(1).Is("between") || IsLikeWord(PeekAt(1)));
        if (negated)
            _at++;
        if (Take("between"))
        {
            var low = Comparison();
            Expect("and");
            return new BetweenExpression(left, low, Comparison(), negated) { Span = SpanFrom(start) };
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
            return new IsDistinctExpression(left, Comparison(), negated) { Span = SpanFrom(start) };
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
        IReadOnlyList<Expression> patterns = quantifier == LikeQuantifier.None ? [Comparison()] : Parenthesized(Expression);
        var escapeAt = PeekAt(1).Span;
        var escape = Take("escape") ? ExpectString() : null;
        if (escape is not null && escape.Length != 1)
            throw SqlErrors.InvalidEscape(escape, escapeAt);
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
        if (AtSymbol("-") && PeekAt(1).Kind == TokenKind.Number)
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
        for (var length = 1; ; length++)
        {
            GuardChain(length);
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
                && (PeekAt(1).Kind is TokenKind.Word or TokenKind.QuotedWord || PeekAt(1).IsSymbol("[")))
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
        var path = AtSymbol("[") ? "$" : "$" + PathKey();
        while (true)
        {
            if (AtSymbol(".") && PeekAt(1).Kind is TokenKind.Word or TokenKind.QuotedWord)
            {
                _at++;
                path += PathKey();
            }
            else if (AtSymbol("[") && (PeekAt(1).Kind is TokenKind.Number or TokenKind.String || PeekAt(1).IsSymbol("*")))
            {
                _at++;
                var key = Advance();
                path += key.Kind != TokenKind.String ? $"[{key.Value}]" : $"['{key.Value}']";
                ExpectSymbol("]");
            }
            else
            {
                return path;
            }
        }
    }

    private string PathKey()
    {
        var key = Advance();
        return key.Kind == TokenKind.Word ? "." + key.Value : $"['{key.Value}']";
    }
}
