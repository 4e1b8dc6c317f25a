using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <content>Queries.</content>
public sealed partial class SqlParser
{
    private static readonly HashSet<string> OperatorWords = new(StringComparer.OrdinalIgnoreCase)
        { "is", "in", "like", "ilike", "rlike", "regexp", "between", "and", "or", "not", "as", "from", "div", "where" };

    private static readonly HashSet<string> QueryTailWords = new(StringComparer.OrdinalIgnoreCase)
        { "union", "intersect", "except", "minus", "order", "sort", "cluster", "distribute", "window", "limit", "offset" };

    // Words that end an item, a table or an expression wherever they stand, so they are no alias unless AS says so.
    private static readonly HashSet<string> NeverAliases = new(StringComparer.OrdinalIgnoreCase)
    {
        "from", "where", "having", "union", "intersect", "except", "minus", "lateral", "join", "inner", "left", "right", "full", "cross", "natural",
        "semi", "anti", "on", "using", "as", "select", "and", "or", "for", "between", "is", "in", "like", "rlike", "ilike", "regexp", "not", "div", "when",
        "qualify", "tablesample", "fileformat", "insert", "set",
    };

    private bool AtQueryStart() => IsQueryStart(_at);

    // Parentheses begin a query when they enclose one and what follows them can follow a query: "(SELECT 1) + 1" is an expression,
    // "(SELECT 1) a JOIN b" a table.
    private bool IsQueryStart(int at)
    {
        var inner = at;
        while (_tokens[inner].IsSymbol("("))
            inner++;
        for (var open = at; open < inner; open++)
        {
            if (!CanFollowQuery(Math.Min(_closing[open] + 1, _tokens.Count - 1)))
                return false;
        }

        return BeginsQuery(inner);
    }

    private bool BeginsQuery(int at)
    {
        var next = _tokens[Math.Min(at + 1, _tokens.Count - 1)];
        var isName = next.Kind == TokenKind.QuotedWord || (next.Kind == TokenKind.Word && !OperatorWords.Contains(next.Value));
        return _tokens[at].Kind == TokenKind.Word && _tokens[at].Value.ToLowerInvariant() switch
        {
            "select" => true,
            "with" or "table" => isName,
            "from" => isName || next.IsSymbol("("),
            "values" => isName || next.Kind is TokenKind.Number or TokenKind.String || next.IsSymbol("(") || next.IsSymbol("-") || next.IsSymbol("+"),
            _ => false,
        };
    }

    private bool CanFollowQuery(int at) => _tokens[at].Kind switch
    {
        TokenKind.End => true,
        TokenKind.Symbol => _tokens[at].Value is ")" or ";" or "|>",
        TokenKind.Word => QueryTailWords.Contains(_tokens[at].Value),
        _ => false,
    };

    private Query Query() => Deeper(() =>
    {
        var start = Current.Span;
        var recursive = false;
        IReadOnlyList<CommonTable> with = [];
        if (Take("with"))
        {
            recursive = Take("recursive");
            with = CommonTables();
        }

        var query = Tail(with, SetOperation(intersectOnly: false), start) with { IsRecursive = recursive };
        return AtSymbol("|>") ? query with { Pipe = PipeSteps(), Span = SpanFrom(start) } : query;
    });

    private List<CommonTable> CommonTables()
    {
        var tables = CommaSeparated(CommonTable);
        var names = new HashSet<string>();
        return tables.Find(table => !names.Add(table.Name.Value)) is { } twice
            ? throw SqlErrors.DuplicatedCte(twice.Name.Value, twice.Name.Span)
            : tables;
    }

    private CommonTable CommonTable()
    {
        var start = Current.Span;
        var name = Identifier();
        IReadOnlyList<Identifier> columns = AtSymbol("(") ? Parenthesized(Identifier) : [];
        Take("as");
        ExpectSymbol("(");
        var query = Query();
        ExpectSymbol(")");
        return new CommonTable(name, columns, query) { Span = SpanFrom(start) };
    }

    private Query Tail(IReadOnlyList<CommonTable> with, QueryBody body, SourceSpan start)
    {
        IReadOnlyList<SortItem> order = [];
        if (Take("order", "by") || Take("sort", "by"))
            order = CommaSeparated(SortItem);
        else if (Take("cluster", "by") || Take("distribute", "by"))
            CommaSeparated(Expression);
        if (Take("sort", "by"))
            order = CommaSeparated(SortItem);
        IReadOnlyList<(Identifier, WindowSpecification)> windows = Take("window") ? CommaSeparated(NamedWindow) : [];
        Expression? limit = null;
        if (Take("limit") && !Take("all"))
            limit = Expression();
        var offset = Take("offset") ? Expression() : null;
        return new Query(with, body, order, limit, offset) { Windows = windows, Span = SpanFrom(start) };
    }

    private (Identifier Name, WindowSpecification Window) NamedWindow()
    {
        var name = Identifier();
        Expect("as");
        return (name, Window());
    }

    // INTERSECT binds tighter than UNION and EXCEPT.
    private QueryBody SetOperation(bool intersectOnly)
    {
        var start = Current.Span;
        var left = intersectOnly ? BodyTerm() : SetOperation(intersectOnly: true);
        for (var length = 1; SetOperator(intersectOnly) is { } kind; length++)
        {
            GuardChain(length);
            var all = Take("all");
            if (!all)
                Take("distinct");
            if (At("by", "name"))
                throw Unexpected("UNION BY NAME is not in Spark 4.0's SQL; list the columns in one order.");
            var right = intersectOnly ? BodyTerm() : SetOperation(intersectOnly: true);
            left = new SetOperationBody(kind, all, left, right) { Span = SpanFrom(start) };
        }

        return left;
    }

    private SetOperationKind? SetOperator(bool intersectOnly)
    {
        if (intersectOnly)
            return Take("intersect") ? SetOperationKind.Intersect : null;
        return Take("union") ? SetOperationKind.Union : Take("except") || Take("minus") ? SetOperationKind.Except : null;
    }

    private QueryBody BodyTerm()
    {
        var start = Current.Span;
        if (TakeSymbol("("))
        {
            var query = Query();
            ExpectSymbol(")");
            return new NestedBody(query) { Span = SpanFrom(start) };
        }

        if (At("values"))
            return Values();
        if (Take("table"))
            return new TableBody(Name()) { Span = SpanFrom(start) };
        if (Take("from"))
        {
            var from = From();
            var views = LateralViews();
            if (At("insert"))
                throw SqlErrors.Unsupported("FROM … INSERT into several tables", Current.Span, "Write one INSERT a table.");
            return At("select")
                ? Select(from, views, start)
                : new FromBody(from) { LateralViews = views, Span = SpanFrom(start) };
        }

        return At("select") ? Select(null, [], start) : throw Unexpected();
    }

    private ValuesBody Values()
    {
        var start = Advance().Span;
        var rows = CommaSeparated(RowOrOne);
        return new ValuesBody(rows) { Alias = TableAlias(), Span = SpanFrom(start) };
    }

    private SelectBody Select(TableReference? from, IReadOnlyList<LateralView> views, SourceSpan start)
    {
        Expect("select");
        var distinct = Take("distinct");
        if (!distinct)
            Take("all");
        var items = CommaSeparated(SelectItem);
        if (from is null && Take("from"))
        {
            from = From();
            views = LateralViews();
        }

        return new SelectBody(items, from)
        {
            IsDistinct = distinct,
            LateralViews = views,
            Where = Take("where") ? Expression() : null,
            GroupBy = Take("group", "by") ? GroupBy() : null,
            Having = Take("having") ? Expression() : null,
            Qualify = At("qualify") && !PeekAt(1).IsSymbol(",") && Take("qualify") ? Expression() : null,
            Windows = At("window") && PeekAt(2).Is("as") && Take("window") ? CommaSeparated(NamedWindow) : [],
            Span = SpanFrom(start),
        };
    }

    private SelectItem SelectItem()
    {
        var start = Current.Span;
        var expression = Expression();
        IReadOnlyList<Identifier> aliases = [];
        if (Take("as"))
            aliases = AtSymbol("(") ? Parenthesized(Identifier) : [Identifier()];
        else if (IsAliasWord())
            aliases = [Identifier()];
        return new SelectItem(expression, aliases) { Span = SpanFrom(start) };
    }

    private GroupBy GroupBy()
    {
        var start = Current.Span;
        if (At("all") && !PeekAt(1).IsSymbol("(") && !PeekAt(1).IsSymbol(","))
        {
            _at++;
            return new GroupBy([], IsAll: true) { Span = SpanFrom(start) };
        }

        var elements = CommaSeparated(GroupingElement);
        if (Take("with", "rollup"))
            elements = [new GroupingElement(GroupingKind.Rollup, [.. elements.SelectMany(element => element.Sets)])];
        else if (Take("with", "cube"))
            elements = [new GroupingElement(GroupingKind.Cube, [.. elements.SelectMany(element => element.Sets)])];
        else if (Take("grouping", "sets"))
            elements = [new GroupingElement(GroupingKind.Sets, Parenthesized(GroupingSet))];
        return new GroupBy(elements, IsAll: false) { Span = SpanFrom(start) };
    }

    private GroupingElement GroupingElement()
    {
        var start = Current.Span;
        if (At("rollup") && PeekAt(1).IsSymbol("(") && Take("rollup"))
            return new GroupingElement(GroupingKind.Rollup, Parenthesized(GroupingSet)) { Span = SpanFrom(start) };
        if (At("cube") && PeekAt(1).IsSymbol("(") && Take("cube"))
            return new GroupingElement(GroupingKind.Cube, Parenthesized(GroupingSet)) { Span = SpanFrom(start) };
        if (Take("grouping", "sets"))
        {
            var sets = new List<IReadOnlyList<Expression>>();
            var nested = new List<GroupingElement>();
            ExpectSymbol("(");
            do
            {
                if ((At("rollup") || At("cube") || At("grouping", "sets")) && (PeekAt(1).IsSymbol("(") || PeekAt(1).Is("sets")))
                    nested.Add(GroupingElement());
                else
                    sets.Add(GroupingSet());
            }
            while (TakeSymbol(","));
            ExpectSymbol(")");
            return new GroupingElement(GroupingKind.Sets, sets) { Nested = nested, Span = SpanFrom(start) };
        }

        return new GroupingElement(GroupingKind.Plain, [[Expression()]]) { Span = SpanFrom(start) };
    }

    private IReadOnlyList<Expression> GroupingSet()
    {
        if (AtSymbol("(") && PeekAt(1).IsSymbol(")"))
        {
            _at += 2;
            return [];
        }

        return RowOrOne();
    }

    private IReadOnlyList<Expression> RowOrOne()
    {
        var expression = Expression();
        return expression is RowExpression row ? row.Items : [expression];
    }
}
