using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <content>CREATE and ALTER.</content>
public sealed partial class SqlParser
{
    private static readonly HashSet<string> ColumnChangeWords = new(StringComparer.OrdinalIgnoreCase)
        { "type", "comment", "set", "unset", "drop", "first", "after", "sync" };

    private Statement Create()
    {
        var start = Current.Span;
        var isCreate = Advance().Is("create");
        var replace = !isCreate || Take("or", "replace");
        var global = Take("global");
        var temporary = Take("temporary") || Take("temp");
        if (Take("table") || Take("external", "table"))
            return CreateTable(start, isCreate, replace);
        if (Take("view"))
            return CreateView(start, replace, temporary, global);
        if (Take("schema") || Take("database"))
            return CreateSchema(start);
        if (Take("widget"))
            return CreateWidget(start);
        var what = Current.Value.ToUpperInvariant();
        SkipToEnd();
        return new UnsupportedStatement($"CREATE {what}") { Span = SpanFrom(start) };
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
        if (Take("primary", "key") || Take("unique"))
        {
            constraint = new TableConstraint(name, "primary key", Parenthesized(Identifier));
        }
        else if (Take("foreign", "key"))
        {
            var columns = Parenthesized(Identifier);
            Expect("references");
            constraint = new TableConstraint(name, "foreign key", columns) { References = Name() };
            if (AtSymbol("("))
                Parenthesized(Identifier);
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

    private Statement Alter()
    {
        var start = Advance().Span;
        if (Take("view"))
        {
            var view = Name();
            if (!Take("as"))
                return new AlterTableStatement(view, AlterAction()) { IsView = true, Span = SpanFrom(start) };
            var from = Current.Span.Start;
            var query = Query();
            return new CreateViewStatement(view, query, TextFrom(from)) { IsAlter = true, Span = SpanFrom(start) };
        }

        if (!Take("table"))
        {
            var what = Current.Value.ToUpperInvariant();
            SkipToEnd();
            return new UnsupportedStatement($"ALTER {what}") { Span = SpanFrom(start) };
        }

        return new AlterTableStatement(Name(), AlterAction()) { Span = SpanFrom(start) };
    }

    private AlterAction AlterAction()
    {
        var start = Current.Span;
        AlterAction action =
            Take("add", "constraint") ? new AddConstraintAction(NamedConstraint())
            : Take("add", "columns") || Take("add", "column") ? new AddColumnsAction(AtSymbol("(") ? Parenthesized(AddedColumn) : CommaSeparated(AddedColumn))
            : Take("drop", "constraint") ? DropConstraint()
            : Take("drop", "columns") || Take("drop", "column") ? DropColumns()
            : Take("rename", "column") ? RenameColumn()
            : Take("rename", "to") ? new RenameTableAction(Name())
            : Take("alter", "column") || Take("change", "column") || Take("alter") || Take("change") ? AlterColumn()
            : Take("set", "tblproperties") ? new SetPropertiesAction(Options())
            : Take("unset", "tblproperties") ? UnsetProperties()
            : Take("cluster", "by") ? new ClusterByAction(Take("none") ? [] : Parenthesized(Name))
            : OtherAlter();
        return action with { Span = SpanFrom(start) };
    }

    private TableConstraint NamedConstraint()
    {
        _at--;
        return Constraint();
    }

    private DropConstraintAction DropConstraint()
    {
        var ifExists = Take("if", "exists");
        return new DropConstraintAction(Identifier(), ifExists);
    }

    private DropColumnsAction DropColumns()
    {
        var ifExists = Take("if", "exists");
        return new DropColumnsAction(AtSymbol("(") ? Parenthesized(Name) : CommaSeparated(Name), ifExists);
    }

    private RenameColumnAction RenameColumn()
    {
        var column = Name();
        Expect("to");
        return new RenameColumnAction(column, Identifier());
    }

    private (QualifiedName Name, ColumnDefinition Column, ColumnPlace? Place) AddedColumn()
    {
        var start = Current.Span;
        var name = Name();
        var column = ColumnProperties(new ColumnDefinition(name.Parts[^1], DataType()));
        var place = Place();
        return (name, ColumnProperties(column) with { Span = SpanFrom(start) }, place);
    }

    private ColumnPlace? Place() => Take("first") ? new ColumnPlace(null) : Take("after") ? new ColumnPlace(Identifier()) : null;

    private AlterColumnAction AlterColumn()
    {
        var column = ChangedTheOldWay(new AlterColumnAction(Name()));
        while (true)
        {
            if (Take("type"))
                column = column with { Type = DataType() };
            else if (Take("comment"))
                column = column with { Comment = ExpectString() };
            else if (Take("set", "not", "null"))
                column = column with { NotNull = true };
            else if (Take("drop", "not", "null"))
                column = column with { NotNull = false };
            else if (Take("drop", "default"))
                column = column with { DropsDefault = true };
            else if (Take("set", "default"))
            {
                var from = Current.Span.Start;
                column = column with { Default = Expression(), DefaultText = TextFrom(from) };
            }
            else if (Place() is { } place)
                column = column with { Place = place };
            else
                return column;
        }
    }

    // CHANGE COLUMN a a INT: Hive's form repeats the name; another name would be a renaming, which this form is not for.
    private AlterColumnAction ChangedTheOldWay(AlterColumnAction column)
    {
        var isName = Current.Kind == TokenKind.QuotedWord || (Current.Kind == TokenKind.Word && !ColumnChangeWords.Contains(Current.Value));
        if (!isName || PeekAt(1).Kind != TokenKind.Word)
            return column;
        var name = Identifier();
        if (!name.Value.Equals(column.Column.Parts[^1].Value, StringComparison.OrdinalIgnoreCase))
            throw SqlErrors.Unsupported("renaming a column with CHANGE COLUMN", name.Span, "Use RENAME COLUMN … TO ….");
        return column with { Type = DataType() };
    }

    private UnsetPropertiesAction UnsetProperties()
    {
        var ifExists = Take("if", "exists");
        return new UnsetPropertiesAction(Parenthesized(OptionKey), ifExists);
    }

    private OtherAlterAction OtherAlter()
    {
        if (Current.Kind != TokenKind.Word)
            throw Unexpected();
        var name = Current.Value.ToUpperInvariant() + (PeekAt(1).Kind == TokenKind.Word ? " " + PeekAt(1).Value.ToUpperInvariant() : "");
        SkipToEnd();
        return new OtherAlterAction(name);
    }
}
