using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <content>CREATE.</content>
public sealed partial class SqlParser
{
    private Statement Create()
    {
        var start = Current.Span;
        var isCreate = Advance().Is("create");
        var replace = !isCreate || Take("or", "replace");
        var global = Take("global");
        var temporary = Take("temporary") || Take("temp");
        if (temporary && At("table"))
            throw SqlErrors.Unsupported("CREATE TEMPORARY TABLE", Current.Span, "Use CREATE TEMPORARY VIEW.");
        if (Take("table") || Take("external", "table"))
            return CreateTable(start, isCreate, replace);
        if (Take("function"))
            return CreateFunction(start, replace, temporary);
        if (Take("view"))
            return CreateView(start, replace, temporary, global);
        if (Take("schema") || Take("database"))
            return CreateSchema(start);
        if (Take("widget"))
            return CreateWidget(start);
        var what = StatementName("CREATE");
        SkipToEnd();
        return new UnsupportedStatement(what) { Span = SpanFrom(start) };
    }

    private Statement CreateTable(SourceSpan start, bool isCreate, bool replace)
    {
        var ifNotExists = Take("if", "not", "exists");
        var name = Name();
        if (Take("like"))
            return CopyClauses(new CopyTableStatement(name, Name(), "like", ifNotExists, replace)) with { Span = SpanFrom(start) };
        if (Take("shallow", "clone") || Take("deep", "clone") || Take("clone"))
        {
            var kind = _tokens[_at - 2].Is("shallow") ? "shallow clone" : "deep clone";
            var source = TimeTravel(new NamedTable(Name()));
            return CopyClauses(new CopyTableStatement(name, source.Name, kind, ifNotExists, replace) { At = source }) with { Span = SpanFrom(start) };
        }

        var table = new CreateTableStatement(name) { IsCreate = isCreate, IsReplace = replace, IfNotExists = ifNotExists };
        if (AtSymbol("(") && !PeekAt(1).Is("select") && !PeekAt(1).IsSymbol("(") && !(PeekAt(1).Is("with") && PeekAt(3).Is("as")))
            table = Columns(table);
        table = TableClauses(table);
        if (Take("as") || AtQueryStart())
            table = table with { As = Query() };
        return table with { Span = SpanFrom(start) };
    }

    private CopyTableStatement CopyClauses(CopyTableStatement copy)
    {
        while (true)
        {
            if (Take("using"))
                copy = copy with { Provider = Name().ToString().ToLowerInvariant() };
            else if (Take("location"))
                copy = copy with { Location = ExpectString() };
            else if (Take("tblproperties"))
                copy = copy with { Properties = Options() };
            else
                return copy;
        }
    }

    private CreateTableStatement Columns(CreateTableStatement table)
    {
        var columns = new List<ColumnDefinition>();
        var constraints = new List<TableConstraint>();
        ExpectSymbol("(");
        do
        {
            if (AtConstraint())
                constraints.Add(Constraint());
            else
                columns.Add(ColumnOfTable(constraints));
        }
        while (TakeSymbol(","));
        ExpectSymbol(")");
        return table with { Columns = columns, Constraints = constraints };
    }

    private bool AtConstraint() =>
        (At("constraint") && PeekAt(1).Kind is TokenKind.Word or TokenKind.QuotedWord && (PeekAt(2).Is("primary") || PeekAt(2).Is("foreign") || PeekAt(2).Is("check") || PeekAt(2).Is("unique")))
        || At("primary", "key") || At("foreign", "key") || (At("check") && PeekAt(1).IsSymbol("("));

    private ColumnDefinition ColumnOfTable(List<TableConstraint> constraints)
    {
        var start = Current.Span;
        var name = Identifier();
        var column = ColumnProperties(new ColumnDefinition(name, DataType()));
        if (Take("primary", "key"))
            constraints.Add(new TableConstraint(null, "primary key", [name]) { Span = SpanFrom(start) });
        return ColumnProperties(column) with { Span = SpanFrom(start) };
    }

    private TableConstraint Constraint()
    {
        var start = Current.Span;
        var name = Take("constraint") ? Identifier() : null;
        TableConstraint constraint;
        if (At("unique"))
            throw SqlErrors.Unsupported("UNIQUE constraints", Current.Span, "Check uniqueness with a data quality check.");
        if (Take("primary", "key"))
        {
            constraint = new TableConstraint(name, "primary key", Parenthesized(Identifier));
        }
        else if (Take("foreign", "key"))
        {
            var columns = Parenthesized(Identifier);
            Expect("references");
            constraint = new TableConstraint(name, "foreign key", columns) { References = Name() };
            if (AtSymbol("("))
                constraint = constraint with { ReferencedColumns = Parenthesized(Identifier) };
        }
        else
        {
            Expect("check");
            ExpectSymbol("(");
            var from = Current.Span.Start;
            var check = Expression();
            var text = TextFrom(from);
            ExpectSymbol(")");
            constraint = new TableConstraint(name, "check", []) { Check = check, CheckText = text };
        }

        while (Take("not", "enforced") || Take("enforced") || Take("rely") || Take("norely") || Take("deferrable") || Take("initially", "deferred"))
            constraint = constraint with { Span = SpanFrom(start) };
        return constraint with { Span = SpanFrom(start) };
    }

    private CreateTableStatement TableClauses(CreateTableStatement table)
    {
        while (true)
        {
            if (Take("using"))
                table = table with { Provider = Name().ToString().ToLowerInvariant() };
            else if (Take("partitioned", "by"))
                table = table with { PartitionedBy = Parenthesized(PartitionColumn) };
            else if (Take("cluster", "by"))
                table = table with { ClusterBy = Take("auto") || Take("none") ? [] : Parenthesized(Name) };
            else if (Take("location"))
                table = table with { Location = ExpectString() };
            else if (Take("comment"))
                table = table with { Comment = ExpectString() };
            else if (Take("tblproperties"))
                table = table with { Properties = Options() };
            else if (Take("options"))
                table = table with { Options = Options() };
            else if (At("clustered", "by") || At("skewed", "by") || At("row", "format") || At("stored", "as") || At("default", "collation"))
                throw SqlErrors.Unsupported($"{Current.Value.ToUpperInvariant()} {PeekAt(1).Value.ToUpperInvariant()} in CREATE TABLE", Current.Span, "Leave the clause out.");
            else if (At("with") && PeekAt(1).Is("row"))
                throw SqlErrors.Unsupported("WITH ROW FILTER in CREATE TABLE", Current.Span, "Give the filter in a view.");
            else
                return table;
        }
    }

    private ColumnDefinition PartitionColumn()
    {
        var start = Current.Span;
        var name = Identifier();
        if (AtSymbol("("))
            throw SqlErrors.Unsupported($"the partition transform {name.Value}(…)", start, "Partition by plain columns.");
        var type = Current.Kind == TokenKind.Word ? DataType() : null;
        return ColumnProperties(new ColumnDefinition(name, type)) with { Span = SpanFrom(start) };
    }

    private Statement CreateView(SourceSpan start, bool replace, bool temporary, bool global)
    {
        var ifNotExists = Take("if", "not", "exists");
        var name = Name();
        IReadOnlyList<ColumnDefinition> columns = AtSymbol("(") ? Parenthesized(ViewColumn) : [];
        if (Take("using"))
        {
            var format = Name().ToString().ToLowerInvariant();
            var options = Take("options") ? Options(lowerCase: true) : TableOptions.None;
            return new CreateFileViewStatement(name, columns, format, options, replace) { Span = SpanFrom(start) };
        }

        string? comment = null;
        var properties = TableOptions.None;
        while (At("comment") || At("tblproperties"))
        {
            if (Take("comment"))
                comment = ExpectString();
            else if (Take("tblproperties"))
                properties = Options();
        }

        Expect("as");
        var from = Current.Span.Start;
        var query = Query();
        return new CreateViewStatement(name, query, TextFrom(from))
        {
            IsReplace = replace,
            IsTemporary = temporary || global,
            IsGlobal = global,
            IfNotExists = ifNotExists,
            Columns = columns,
            Comment = comment,
            Properties = properties,
            Span = SpanFrom(start),
        };
    }

    private ColumnDefinition ViewColumn()
    {
        var name = Identifier();
        var type = Current.Kind == TokenKind.Word && !At("comment") ? DataType() : null;
        return ColumnProperties(new ColumnDefinition(name, type));
    }

    private CreateSchemaStatement CreateSchema(SourceSpan start)
    {
        var ifNotExists = Take("if", "not", "exists");
        var name = Name();
        string? comment = null, location = null;
        var properties = TableOptions.None;
        while (true)
        {
            if (Take("comment"))
                comment = ExpectString();
            else if (Take("location") || Take("managed", "location"))
                location = ExpectString();
            else if (Take("with", "dbproperties"))
                properties = Options();
            else
                return new CreateSchemaStatement(name, ifNotExists, comment, location, properties) { Span = SpanFrom(start) };
        }
    }

    private CreateWidgetStatement CreateWidget(SourceSpan start)
    {
        var kind = Identifier().Value.ToLowerInvariant();
        var name = Identifier();
        string? value = null;
        Query? choices = null;
        while (true)
        {
            if (Take("default"))
                value = ExpectString();
            else if (Take("choices"))
                choices = Query();
            else
                return new CreateWidgetStatement(kind, name, value, choices) { Span = SpanFrom(start) };
        }
    }
}
