using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <content>Functions written in SQL, and rights.</content>
public sealed partial class SqlParser
{
    // Kinds of securables, the longer before the shorter that begins like it.
    private static readonly string[][] SecurableKinds =
    [
        ["materialized", "view"], ["external", "location"], ["storage", "credential"], ["service", "credential"], ["clean", "room"],
        ["credential"], ["catalog"], ["schema"], ["database"], ["table"], ["view"], ["function"], ["procedure"], ["model"], ["volume"],
        ["metastore"], ["connection"], ["share"],
    ];

    private Statement CreateFunction(SourceSpan start, bool replace, bool temporary)
    {
        var ifNotExists = Take("if", "not", "exists");
        var name = Name();
        if (!AtSymbol("("))
        {
            SkipToEnd();
            return new UnsupportedStatement("CREATE FUNCTION … AS class") { Span = SpanFrom(start) };
        }

        var function = new CreateFunctionStatement(name, MaybeColumns()) { IsReplace = replace, IsTemporary = temporary, IfNotExists = ifNotExists };
        if (Take("returns"))
        {
            function = Take("table")
                ? function with { ReturnsTable = true, ReturnedColumns = AtSymbol("(") ? MaybeColumns() : [] }
                : function with { Returns = DataType() };
        }

        function = FunctionBody(Characteristics(function));
        return function with { Span = SpanFrom(start) };
    }

    private IReadOnlyList<ColumnDefinition> MaybeColumns()
    {
        if (!PeekAt(1).IsSymbol(")"))
            return Parenthesized(ColumnOfSchema);
        _at += 2;
        return [];
    }

    private CreateFunctionStatement Characteristics(CreateFunctionStatement function)
    {
        while (true)
        {
            if (Take("comment"))
                function = function with { Comment = ExpectString() };
            else if (Take("language"))
            {
                if (!Take("sql"))
                    throw SqlErrors.Unsupported($"a function in {Current.Value.ToUpperInvariant()}", Current.Span, "Write the function in SQL.");
            }
            else if (!Take("not", "deterministic") && !Take("deterministic") && !Take("contains", "sql") && !Take("reads", "sql", "data"))
                return function;
        }
    }

    private CreateFunctionStatement FunctionBody(CreateFunctionStatement function)
    {
        Expect("return");
        var from = Current.Span.Start;
        function = AtQueryStart() ? function with { BodyQuery = Query() } : function with { Body = Expression() };
        return function with { BodyText = TextFrom(from) };
    }

    private GrantStatement Grant()
    {
        var start = Current.Span;
        var action = Advance().Value.ToLowerInvariant();
        var privileges = CommaSeparated(Privilege);
        Expect("on");
        var on = Securable();
        Expect(action == "revoke" ? "from" : "to");
        return new GrantStatement(action, privileges, on, Principal()) { Span = SpanFrom(start) };
    }

    private string Privilege()
    {
        var words = new List<string>();
        while (Current.Kind == TokenKind.Word && !At("on"))
            words.Add(Advance().Value.ToUpperInvariant());
        return words.Count == 0 ? throw Unexpected("Expected a privilege such as SELECT.") : string.Join(' ', words);
    }

    private Securable Securable()
    {
        var start = Current.Span;
        var kind = Array.Find(SecurableKinds, words => words.Select((word, i) => PeekAt(i).Is(word)).All(is_ => is_) && !PeekAt(words.Length).IsSymbol("."));
        _at += kind?.Length ?? 0;
        var named = Current.Kind is TokenKind.QuotedWord || (Current.Kind == TokenKind.Word && !At("to") && !At("from"));
        if (!named && kind is not (["metastore"] or ["catalog"]))
            throw Unexpected("Expected the name of what the right is on.");
        var name = named ? Name() : null;
        return new Securable(kind is null ? "table" : kind is ["database"] ? "schema" : string.Join(' ', kind), name) { Span = SpanFrom(start) };
    }

    // A principal is a quoted name, or a mail address or id as it stands.
    private string Principal()
    {
        if (Current.Kind == TokenKind.QuotedWord)
            return Advance().Value;
        var from = Current.Span.Start;
        if (Current.Kind == TokenKind.End)
            throw Unexpected("Expected a user or group.");
        do
            Advance();
        while (Current.Kind != TokenKind.End && !AtSymbol(";") && Current.Span.Start == _tokens[_at - 1].Span.End);
        return TextFrom(from);
    }

    private ShowGrantsStatement ShowGrants(SourceSpan start)
    {
        var principal = At("on") ? null : Principal();
        var on = Take("on") ? Securable() : null;
        return new ShowGrantsStatement(principal, on) { Span = SpanFrom(start) };
    }

    // The words that name a statement: up to and with the noun it is about.
    private string StatementName(string verb)
    {
        var name = verb;
        for (var ahead = 0; ahead < 5 && PeekAt(ahead).Kind == TokenKind.Word; ahead++)
        {
            name += " " + PeekAt(ahead).Value.ToUpperInvariant();
            if (!NameGoesOn.Contains(PeekAt(ahead).Value))
                break;
        }

        return name;
    }

    private static readonly HashSet<string> NameGoesOn = new(StringComparer.OrdinalIgnoreCase)
        { "or", "refresh", "replace", "private", "streaming", "live", "materialized", "external", "temporary", "temp", "global", "storage", "service" };
}
