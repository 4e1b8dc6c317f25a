using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <content>Which statement it is.</content>
public sealed partial class SqlParser
{
    private static readonly string[] StatementWords =
    [
        "select", "with", "from", "values", "insert", "update", "delete", "merge", "create", "replace", "drop", "alter", "describe", "show", "use", "set",
        "explain", "truncate", "comment", "reset", "declare", "execute", "restore", "vacuum", "optimize", "remove", "copy", "grant", "revoke",
    ];

    private Statement Statement()
    {
        var start = Current.Span;
        if (AtQueryStart())
            return AfterWith(start) ?? new QueryStatement(Query()) { Span = SpanFrom(start) };
        if (Current.Kind != TokenKind.Word)
            throw Unexpected();
        return Current.Value.ToLowerInvariant() switch
        {
            "explain" => Explain(),
            "insert" => Insert([]),
            "update" => Update(),
            "delete" => Delete(),
            "merge" => Merge(),
            "truncate" => Truncate(),
            "copy" when PeekAt(1).Is("into") => CopyInto(),
            "create" or "replace" => Create(),
            "drop" => Drop(),
            "alter" => Alter(),
            "comment" => Comment(),
            "describe" or "desc" => Describe(),
            "show" => Show(),
            "use" => Use(),
            "set" => Set(),
            "reset" => Reset(),
            "declare" => Declare(),
            "execute" when PeekAt(1).Is("immediate") => ExecuteImmediate(),
            "restore" => Restore(),
            "vacuum" => Vacuum(),
            "optimize" => Optimize(),
            "remove" when PeekAt(1).Is("widget") => RemoveWidget(),
            "cache" or "uncache" or "refresh" or "analyze" or "clear" or "msck" => NoEffect(),
            "grant" or "revoke" or "deny" => Grant(),
            "convert" or "begin" or "call" or "load" or "add" or "list" or "fsck" or "generate" or "reorg" =>
                Unsupported(),
            _ => throw Unexpected(SimilarStatement(Current.Value)),
        };
    }

    // A first word with one letter too few, too many or wrong.
    private static string? SimilarStatement(string word) =>
        Array.Find(StatementWords, known => Math.Abs(known.Length - word.Length) <= 1 && word.Length > 2 && IsOneEditAway(known, word.ToLowerInvariant())) is { } similar
            ? $"Did you mean {similar.ToUpperInvariant()}?"
            : null;

    private static bool IsOneEditAway(string a, string b)
    {
        var same = a.AsSpan().CommonPrefixLength(b);
        var (restA, restB) = (a[same..], b[same..]);
        return restA.Length > 0 && restB.Length > 0 && (restA[1..] == restB[1..] || IsSwap(restA, restB))
            || restA.Length > 0 && restA[1..] == restB
            || restB.Length > 0 && restB[1..] == restA;
    }

    private static bool IsSwap(string a, string b) => a.Length > 1 && b.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..];

    // "WITH … INSERT" and "FROM t INSERT" begin like queries.
    private Statement? AfterWith(SourceSpan start)
    {
        if (!At("with"))
            return null;
        var mark = _at;
        _at++;
        Take("recursive");
        var with = CommonTables();
        if (At("insert"))
            return Insert(with) with { Span = SpanFrom(start) };
        if (At("merge"))
            return Merge() with { With = with, Span = SpanFrom(start) };
        if (At("update"))
            return Update() with { With = with, Span = SpanFrom(start) };
        if (At("delete"))
            return Delete() with { With = with, Span = SpanFrom(start) };
        _at = mark;
        return null;
    }

    private ExplainStatement Explain()
    {
        var start = Advance().Span;
        var mode = Take("extended") ? "extended" : Take("formatted") ? "formatted" : Take("cost") ? "cost" : Take("codegen") ? "codegen" : "simple";
        return new ExplainStatement(Deeper(Statement), mode) { Span = SpanFrom(start) };
    }

    private TruncateStatement Truncate()
    {
        var start = Advance().Span;
        Expect("table");
        return new TruncateStatement(Name()) { Span = SpanFrom(start) };
    }

    private DropStatement Drop()
    {
        var start = Advance().Span;
        var temporary = Take("temporary") || Take("temp");
        var kind = Identifier().Value.ToLowerInvariant() switch
        {
            "table" => "table",
            "view" => "view",
            "schema" or "database" => "schema",
            "function" => "function",
            "variable" when temporary => "variable",
            _ => throw SqlErrors.Syntax($"'{_tokens[_at - 1].Value}'", _tokens[_at - 1].Span, "Expected TABLE, VIEW, SCHEMA, FUNCTION or TEMPORARY VARIABLE."),
        };
        var ifExists = Take("if", "exists");
        var name = Name();
        var cascade = Take("cascade");
        if (!cascade)
            Take("restrict");
        return new DropStatement(kind, name, ifExists) { IsCascade = cascade, IsPurge = Take("purge"), Span = SpanFrom(start) };
    }

    private CommentStatement Comment()
    {
        var start = Advance().Span;
        Expect("on");
        var kind = Identifier().Value.ToLowerInvariant();
        var name = Name();
        Expect("is");
        var text = Take("null") ? null : ExpectString();
        return new CommentStatement(kind is "database" ? "schema" : kind, name, text) { Span = SpanFrom(start) };
    }

    private DescribeStatement Describe()
    {
        var start = Advance().Span;
        if (Take("history"))
        {
            var name = Name();
            return new DescribeStatement("history", name) { Limit = Take("limit") ? Expression() : null, Span = SpanFrom(start) };
        }

        if (Take("detail"))
            return new DescribeStatement("detail", Name()) { Span = SpanFrom(start) };
        if ((At("schema") || At("database")) && PeekAt(1).Kind != TokenKind.End && _at++ > 0)
            return new DescribeStatement("schema", null) { IsExtended = Take("extended"), Span = start } with { Name = Name() };
        if (At("function") && PeekAt(1).Kind != TokenKind.End && _at++ > 0)
            return new DescribeStatement("function", null) { IsExtended = Take("extended"), Span = start } with { Name = Name() };
        Take("query");
        if (AtQueryStart() && !At("table"))
            return new DescribeStatement("query", null) { Query = Query(), Span = SpanFrom(start) };
        Take("table");
        var extended = Take("extended") || Take("formatted");
        var table = Name();
        if (Take("partition"))
            throw SqlErrors.Unsupported("DESCRIBE TABLE … PARTITION", start);
        var column = Current.Kind is TokenKind.Word or TokenKind.QuotedWord && !At("as") ? Name() : null;
        return new DescribeStatement("table", table) { IsExtended = extended, Column = column, Span = SpanFrom(start) };
    }

    private Statement Show()
    {
        var start = Advance().Span;
        if (Take("grants") || Take("grant"))
            return ShowGrants(start);
        var kind = ShowKind();
        QualifiedName? name = null;
        string? key = null;
        if (kind is "create table" or "tblproperties" or "partitions")
            name = Name();
        else if (Take("in") || Take("from"))
            name = Name();
        if (kind == "columns" && (Take("in") || Take("from")))
            name = new QualifiedName([.. Name().Parts, .. name!.Parts]) { Span = name.Span };
        if (kind == "tblproperties" && AtSymbol("("))
            key = Parenthesized(OptionKey)[0];
        var pattern = Take("like") || Current.Kind == TokenKind.String ? ExpectString() : null;
        return new ShowStatement(kind, name, pattern) { Key = key, Span = SpanFrom(start) };
    }

    private string ShowKind()
    {
        if (Take("create", "table"))
            return "create table";
        if (Take("table", "extended"))
            return "table extended";
        if (Take("user", "functions") || Take("system", "functions") || Take("all", "functions"))
            return "functions";
        var word = Identifier().Value.ToLowerInvariant();
        return word switch
        {
            "databases" => "schemas",
            "tables" or "views" or "schemas" or "columns" or "tblproperties" or "functions" or "partitions" or "catalogs" => word,
            _ => throw SqlErrors.Unsupported($"SHOW {word.ToUpperInvariant()}", _tokens[_at - 1].Span),
        };
    }

    private UseStatement Use()
    {
        var start = Advance().Span;
        var kind = Take("catalog") ? "catalog" : Take("schema") || Take("database") ? "schema" : "";
        return new UseStatement(kind, Current.Kind == TokenKind.String ? new QualifiedName([new Identifier(TakeString())]) : Name()) { Span = SpanFrom(start) };
    }

    private Statement Set()
    {
        var start = Advance().Span;
        if (Take("time", "zone"))
        {
            var local = Take("local");
            return new SetTimeZoneStatement(local ? null : Expression(), local) { Span = SpanFrom(start) };
        }

        if (Take("var") || Take("variable"))
            return SetVariable(start);
        if (Current.Kind == TokenKind.End || AtSymbol(";"))
            return new SetStatement(null, null) { Span = start };

        // A setting's key and value are taken as text up to the end of the statement.
        if (AtSymbol("="))
            throw Unexpected("Expected the name of a setting.");
        var from = Current.Span.Start;
        while (Current.Kind != TokenKind.End && !AtSymbol(";") && !AtSymbol("="))
            _at++;
        var key = TextFrom(from).Trim().Trim('`');
        if (!TakeSymbol("="))
            return new SetStatement(key, null) { Span = SpanFrom(start) };
        var valueFrom = Current.Span.Start;
        while (Current.Kind != TokenKind.End && !AtSymbol(";"))
            _at++;
        var value = _tokens[_at - 1].Span.End > valueFrom ? TextFrom(valueFrom).Trim() : "";
        if (value is ['\'', .., '\''] or ['"', .., '"'])
            value = value[1..^1];
        return new SetStatement(key, value) { Span = SpanFrom(start) };
    }

    private SetVariableStatement SetVariable(SourceSpan start)
    {
        if (AtSymbol("("))
        {
            var targets = Parenthesized(Name);
            ExpectSymbol("=");
            ExpectSymbol("(");
            var query = Query();
            ExpectSymbol(")");
            return new SetVariableStatement([]) { Targets = targets, Query = query, Span = SpanFrom(start) };
        }

        return new SetVariableStatement(CommaSeparated(Assignment)) { Span = SpanFrom(start) };
    }

    private ResetStatement Reset()
    {
        var start = Advance().Span;
        return new ResetStatement(Current.Kind == TokenKind.End ? null : Name().ToString()) { Span = SpanFrom(start) };
    }

    private DeclareVariableStatement Declare()
    {
        var start = Advance().Span;
        var replace = Take("or", "replace");
        if (!Take("variable"))
            Take("var");
        var names = CommaSeparated(Name);
        var type = Current.Kind == TokenKind.Word && !At("default") ? DataType() : null;
        Expression? value = null;
        string? text = null;
        if (Take("default") || TakeSymbol("="))
        {
            var from = Current.Span.Start;
            value = Expression();
            text = TextFrom(from);
        }

        return new DeclareVariableStatement(names, type, value, text, replace) { Span = SpanFrom(start) };
    }

    private ExecuteImmediateStatement ExecuteImmediate()
    {
        var start = Advance().Span;
        _at++;
        var text = Expression();
        IReadOnlyList<QualifiedName> into = Take("into") ? CommaSeparated(Name) : [];
        IReadOnlyList<(Expression, Identifier?)> arguments = [];
        if (Take("using"))
        {
            var parenthesized = TakeSymbol("(");
            arguments = CommaSeparated<(Expression, Identifier?)>(() => (Expression(), Take("as") ? Identifier() : null));
            if (parenthesized)
                ExpectSymbol(")");
        }

        return new ExecuteImmediateStatement(text, into, arguments) { Span = SpanFrom(start) };
    }

    private RestoreStatement Restore()
    {
        var start = Advance().Span;
        Take("table");
        var name = Name();
        Expect("to");
        var target = TimeTravel(new NamedTable(name));
        if (target.Version is null && target.Timestamp is null)
            throw Unexpected("Expected VERSION AS OF or TIMESTAMP AS OF.");
        return new RestoreStatement(target) { Span = SpanFrom(start) };
    }

    private VacuumStatement Vacuum()
    {
        var start = Advance().Span;
        var name = Current.Kind == TokenKind.String ? PathName() : Name();
        var lite = Take("lite");
        if (!lite)
            Take("full");
        Expression? hours = null;
        if (Take("retain"))
        {
            hours = Expression();
            Expect("hours");
        }

        return new VacuumStatement(name, hours, Take("dry", "run")) { IsLite = lite, Span = SpanFrom(start) };
    }

    private QualifiedName PathName() => new([new Identifier("delta"), new Identifier(TakeString())]);

    private OptimizeStatement Optimize()
    {
        var start = Advance().Span;
        var name = Current.Kind == TokenKind.String ? PathName() : Name();
        var full = Take("full");
        var where = Take("where") ? Expression() : null;
        IReadOnlyList<QualifiedName> order = Take("zorder", "by") ? (AtSymbol("(") ? Parenthesized(Name) : CommaSeparated(Name)) : [];
        return new OptimizeStatement(name, where, order) { IsFull = full, Span = SpanFrom(start) };
    }

    private RemoveWidgetStatement RemoveWidget()
    {
        var start = Advance().Span;
        _at++;
        return new RemoveWidgetStatement(Identifier()) { Span = SpanFrom(start) };
    }

    private Statement NoEffect()
    {
        var start = Advance();
        var isView = (start.Is("cache") && PeekAt(1).Kind != TokenKind.End && _tokens.Exists(token => token.Is("as")))
            || At("streaming", "table") || At("materialized", "view");
        var what = StatementName(start.Value.ToUpperInvariant());
        SkipToEnd();
        if (isView)
            return new UnsupportedStatement(start.Is("cache") ? "CACHE TABLE … AS" : what) { Span = SpanFrom(start.Span) };
        return new NoEffectStatement(start.Value.ToUpperInvariant(), null) { Span = SpanFrom(start.Span) };
    }

    private UnsupportedStatement Unsupported()
    {
        var start = Advance();
        SkipToEnd();
        return new UnsupportedStatement(start.Value.ToUpperInvariant()) { Span = SpanFrom(start.Span) };
    }

    private void SkipToEnd()
    {
        while (Current.Kind != TokenKind.End && !AtSymbol(";"))
            _at++;
    }
}
