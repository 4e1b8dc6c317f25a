using System.Globalization;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <content>FROM: tables, joins, pivots, the pipe.</content>
public sealed partial class SqlParser
{
    private TableReference From()
    {
        var start = Current.Span;
        var left = Joined();
        for (var length = 1; TakeSymbol(","); length++)
        {
            GuardChain(length);
            var right = Joined();
            left = new JoinTable(left, right, JoinKind.Cross, null, [], IsNatural: false) { Span = SpanFrom(start) };
        }

        return left;
    }

    private TableReference Joined()
    {
        var start = Current.Span;
        var left = TablePrimary();
        for (var length = 1; JoinOperator() is var (kind, natural) && kind is not null; length++)
        {
            GuardChain(length);
            left = JoinWith(left, kind.Value, natural, start);
        }

        return left;
    }

    private (JoinKind? Kind, bool Natural) JoinOperator()
    {
        var mark = _at;
        var natural = Take("natural");
        JoinKind? kind =
            Take("cross", "join") ? JoinKind.Cross
            : Take("inner", "join") || Take("join") ? JoinKind.Inner
            : Take("left", "semi", "join") || Take("semi", "join") ? JoinKind.LeftSemi
            : Take("left", "anti", "join") || Take("anti", "join") ? JoinKind.LeftAnti
            : Take("left", "outer", "join") || Take("left", "join") ? JoinKind.Left
            : Take("right", "outer", "join") || Take("right", "join") ? JoinKind.Right
            : Take("full", "outer", "join") || Take("full", "join") ? JoinKind.Full
            : null;
        if (kind is null)
            _at = mark;
        return (kind, natural);
    }

    private JoinTable JoinWith(TableReference left, JoinKind kind, bool natural, SourceSpan start)
    {
        var right = TablePrimary();
        var on = Take("on") ? Expression() : null;
        IReadOnlyList<Identifier> columns = on is null && Take("using") ? Parenthesized(Identifier) : [];
        if (on is null && columns.Count == 0 && !natural && kind == JoinKind.Inner)
            kind = JoinKind.Cross;
        return new JoinTable(left, right, kind, on, columns, natural) { Span = SpanFrom(start) };
    }

    private TableReference TablePrimary()
    {
        var start = Current.Span;
        var table = TableCore();
        while (true)
        {
            if (At("pivot") && PeekAt(1).IsSymbol("(") && Take("pivot"))
                table = Pivot(table) with { Alias = TableAlias(), Span = SpanFrom(start) };
            else if (At("unpivot") && (PeekAt(1).IsSymbol("(") || PeekAt(2).Is("nulls")) && Take("unpivot"))
                table = Unpivot(table) with { Alias = TableAlias(), Span = SpanFrom(start) };
            else
                return table;
        }
    }

    private TableReference TableCore()
    {
        var start = Current.Span;
        var lateral = At("lateral") && !PeekAt(1).Is("view") && Take("lateral");
        if (AtSymbol("("))
        {
            if (IsQueryStart(_at + 1))
            {
                _at++;
                var query = Query();
                ExpectSymbol(")");
                return Decorated(new SubqueryTable(query) { IsLateral = lateral }, start);
            }

            _at++;
            var inner = Deeper(From);
            ExpectSymbol(")");
            return TableAlias() is { } alias ? Renamed(inner, alias) with { Span = SpanFrom(start) } : inner;
        }

        if (At("values") && (PeekAt(1).IsSymbol("(") || PeekAt(1).Kind is TokenKind.Number or TokenKind.String))
        {
            var values = Values();
            return new ValuesTable(values) { Alias = values.Alias, Span = SpanFrom(start) };
        }

        if (At("stream") && PeekAt(1).IsSymbol("("))
        {
            _at += 2;
            var streamed = StreamOf(TableCore());
            ExpectSymbol(")");
            return Decorated(streamed, start);
        }

        var stream = At("stream") && PeekAt(1).Kind is TokenKind.Word or TokenKind.QuotedWord && Take("stream");
        if (At("table") && PeekAt(1).Kind is TokenKind.Word)
            _at++;
        var name = Name();
        if (AtSymbol("("))
            return Decorated(new FunctionTable(Call(name, start)) { IsLateral = lateral, IsStream = stream }, start);
        return Decorated(TimeTravel(new NamedTable(name) { IsStream = stream }), start);
    }

    // (t AS a) AS b: only b is seen outside; what a renamed stays renamed.
    private static TableReference Renamed(TableReference inner, TableAlias alias) => inner.Alias is null
        ? inner with { Alias = alias }
        : new SubqueryTable(new Query([], new FromBody(inner) { Span = inner.Span }, [], null, null) { Span = inner.Span }) { Alias = alias };

    private TableReference StreamOf(TableReference table) => table switch
    {
        NamedTable named => named with { IsStream = true },
        FunctionTable function => function with { IsStream = true },
        _ => throw Unexpected("STREAM takes a table or a table function."),
    };

    private TableReference Decorated(TableReference table, SourceSpan start)
    {
        var reference = SpanFrom(start);
        var sample = Take("tablesample") ? Sample() : null;
        var alias = TableAlias();
        sample ??= Take("tablesample") ? Sample() : null;
        return table with { Reference = reference, Sample = sample, Alias = alias, Span = SpanFrom(start) };
    }

    private NamedTable TimeTravel(NamedTable table)
    {
        if (Take("for", "system_version", "as") || Take("version", "as") || Take("for", "version", "as"))
        {
            Expect("of");
            return table with { Version = BitOr() };
        }

        if (Take("for", "system_time", "as") || Take("timestamp", "as") || Take("for", "timestamp", "as"))
        {
            Expect("of");
            return table with { Timestamp = BitOr() };
        }

        if (AtSymbol("@") && PeekAt(1).Kind == TokenKind.Word && PeekAt(1).Value is ['v' or 'V', .. var digits] && digits.All(char.IsAsciiDigit))
        {
            _at += 2;
            return table with { Version = new NumberExpression(digits, NumberSuffix.BigInt) };
        }

        return table;
    }

    private bool IsAliasWord() =>
        Current.Kind == TokenKind.QuotedWord || (Current.Kind == TokenKind.Word && !NeverAliases.Contains(Current.Value) && !BeginsClause());

    // Words that begin a clause only together with what follows: "t timestamp" has an alias, "t TIMESTAMP AS OF …" a clause.
    private bool BeginsClause()
    {
        var next = PeekAt(1);
        return Current.Value.ToLowerInvariant() switch
        {
            "group" or "order" or "sort" or "cluster" or "distribute" or "partition" or "partitioned" or "zorder" => next.Is("by"),
            "version" or "timestamp" => next.Is("as"),
            "window" => PeekAt(2).Is("as"),
            "limit" or "offset" => next.Kind != TokenKind.End && !next.Is("from") && !next.IsSymbol(",") && !next.IsSymbol(")") && !next.IsSymbol(";"),
            "pivot" => next.IsSymbol("("),
            "unpivot" => next.IsSymbol("(") || PeekAt(2).Is("nulls"),
            "values" => next.IsSymbol("("),
            "replace" => next.Is("where") || next.Is("using") || next.Is("on"),
            "with" => next.Is("schema") || PeekAt(2).Is("as") || PeekAt(2).IsSymbol("("),
            _ => false,
        };
    }

    private TableAlias? TableAlias()
    {
        var start = Current.Span;
        if (!Take("as") && !IsAliasWord())
            return null;
        var name = Identifier();
        IReadOnlyList<Identifier> columns = AtSymbol("(") ? Parenthesized(Identifier) : [];
        return new TableAlias(name, columns) { Span = SpanFrom(start) };
    }

    private TableSample Sample()
    {
        var start = Current.Span;
        ExpectSymbol("(");
        double? percent = null;
        long? rows = null;
        (int, int)? bucket = null;
        if (Take("bucket"))
        {
            var which = SmallNumber();
            Expect("out");
            Expect("of");
            bucket = (which, SmallNumber());
        }
        else
        {
            if (!double.TryParse(Current.Value.TrimEnd('D', 'd', 'L', 'l'), CultureInfo.InvariantCulture, out var number) || Current.Kind != TokenKind.Number)
                throw Unexpected("Expected a number.");
            _at++;
            if (Take("percent"))
                percent = number;
            else
            {
                Expect("rows");
                rows = (long)number;
            }
        }

        ExpectSymbol(")");
        long? seed = null;
        if (Take("repeatable"))
        {
            ExpectSymbol("(");
            seed = WholeNumber();
            ExpectSymbol(")");
        }

        return new TableSample(percent, rows, bucket, seed) { Span = SpanFrom(start) };
    }

    private int SmallNumber() => (int)Math.Min(WholeNumber(), int.MaxValue);

    private long WholeNumber() => Current.Kind == TokenKind.Number && long.TryParse(Current.Value.TrimEnd('L', 'l'), CultureInfo.InvariantCulture, out var value) && Advance().Kind == TokenKind.Number
        ? value
        : throw Unexpected("Expected a whole number.");

    private PivotTable Pivot(TableReference input)
    {
        ExpectSymbol("(");
        var aggregates = CommaSeparated(SelectItem);
        Expect("for");
        var columns = AtSymbol("(") ? Parenthesized(Identifier) : [Identifier()];
        Expect("in");
        var values = Parenthesized(SelectItem);
        ExpectSymbol(")");
        return new PivotTable(input, aggregates, columns, values);
    }

    private UnpivotTable Unpivot(TableReference input)
    {
        var includes = Take("include", "nulls");
        if (!includes)
            Take("exclude", "nulls");
        ExpectSymbol("(");
        var valueColumns = AtSymbol("(") ? Parenthesized(Identifier) : [Identifier()];
        Expect("for");
        var name = Identifier();
        Expect("in");
        var groups = Parenthesized<(IReadOnlyList<QualifiedName>, Identifier?)>(() =>
        {
            IReadOnlyList<QualifiedName> columns = AtSymbol("(") ? Parenthesized(Name) : [Name()];
            return (columns, Take("as") || IsAliasWord() ? Identifier() : null);
        });
        ExpectSymbol(")");
        return new UnpivotTable(input, valueColumns, name, groups, includes);
    }

    private List<LateralView> LateralViews()
    {
        var views = new List<LateralView>();
        while (At("lateral", "view"))
        {
            var start = Current.Span;
            _at += 2;
            var outer = Take("outer");
            var call = Call(Name(), start);
            Identifier? table = At("as") || !IsAliasWord() ? null : Identifier();
            IReadOnlyList<Identifier> columns = Take("as") ? CommaSeparated(Identifier) : [];
            views.Add(new LateralView(call, table, columns, outer) { Span = SpanFrom(start) });
        }

        return views;
    }

    private List<PipeStep> PipeSteps()
    {
        var steps = new List<PipeStep>();
        while (TakeSymbol("|>"))
            steps.Add(PipeStep());
        return steps;
    }

    private PipeStep PipeStep()
    {
        var start = Current.Span;
        if (JoinOperator() is var (kind, natural) && kind is not null)
            return new PipeStep("join") { Table = JoinWith(new PipeInput(), kind.Value, natural, start), Span = SpanFrom(start) };
        if (SetOperator(intersectOnly: false) is { } set || (Take("intersect") && (set = SetOperationKind.Intersect) is SetOperationKind.Intersect))
        {
            var all = Take("all");
            if (!all)
                Take("distinct");
            return new PipeStep("set operation") { SetOperation = (set, all, BodyTerm()), Span = SpanFrom(start) };
        }

        var step = Identifier().Value.ToLowerInvariant();
        var result = step switch
        {
            "where" => new PipeStep(step) { Condition = Expression() },
            "select" => new PipeStep(Take("distinct") ? "select distinct" : step) { Items = CommaSeparated(SelectItem) },
            "extend" => new PipeStep(step) { Items = CommaSeparated(SelectItem) },
            "set" => new PipeStep(step) { Items = CommaSeparated(PipeAssignment) },
            "drop" => new PipeStep(step) { Names = CommaSeparated(Identifier) },
            "as" => new PipeStep(step) { Names = [Identifier()] },
            "limit" => new PipeStep(step) { Limit = Take("all") ? null : Expression(), Offset = Take("offset") ? Expression() : null },
            "offset" => new PipeStep("limit") { Offset = Expression() },
            "order" or "sort" => PipeOrder(),
            "aggregate" => PipeAggregate(),
            "pivot" => new PipeStep(step) { Table = Pivot(new PipeInput()) },
            "unpivot" => new PipeStep(step) { Table = Unpivot(new PipeInput()) },
            "tablesample" => new PipeStep(step) { Table = new PipeInput { Sample = Sample() } },
            _ => throw Unexpected("Expected a pipe operator such as WHERE or SELECT."),
        };
        return result with { Span = SpanFrom(start) };
    }

    private SelectItem PipeAssignment()
    {
        var name = Identifier();
        ExpectSymbol("=");
        return new SelectItem(Expression(), [name]);
    }

    private PipeStep PipeOrder()
    {
        Expect("by");
        return new PipeStep("order") { OrderBy = CommaSeparated(SortItem) };
    }

    private PipeStep PipeAggregate()
    {
        IReadOnlyList<SelectItem> items = At("group", "by") ? [] : CommaSeparated(SelectItem);
        return new PipeStep("aggregate") { Items = items, Groups = Take("group", "by") ? CommaSeparated(SelectItem) : [] };
    }
}
