using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <content>ALTER.</content>
public sealed partial class SqlParser
{
    private static readonly HashSet<string> ColumnChangeWords = new(StringComparer.OrdinalIgnoreCase)
        { "type", "comment", "set", "unset", "drop", "first", "after", "sync" };

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
            var what = StatementName("ALTER");
            SkipToEnd();
            return new UnsupportedStatement(what) { Span = SpanFrom(start) };
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
            else if (At("set") || At("unset") || At("drop") || At("sync"))
                throw SqlErrors.Unsupported($"ALTER COLUMN … {Current.Value.ToUpperInvariant()} {PeekAt(1).Value.ToUpperInvariant()}", Current.Span);
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
