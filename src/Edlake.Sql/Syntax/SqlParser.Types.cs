using System.Globalization;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <content>Data types and column definitions.</content>
public sealed partial class SqlParser
{
    private DataTypeSyntax DataType() => Deeper(() =>
    {
        var start = Current.Span;
        var name = Identifier().Value.ToLowerInvariant();
        var type = name switch
        {
            "array" when AtSymbol("<") => new DataTypeSyntax(name) { Arguments = TypeArguments() },
            "map" when AtSymbol("<") => new DataTypeSyntax(name) { Arguments = TypeArguments() },
            "struct" when AtSymbol("<") || AtSymbol("<>") => new DataTypeSyntax(name) { Fields = StructFields() },
            "array" or "map" or "struct" => throw SqlErrors.IncompleteType(name.ToUpperInvariant(), start),
            "interval" => new DataTypeSyntax(IntervalName()),
            "timestamp" when Take("without", "time", "zone") => new DataTypeSyntax("timestamp_ntz"),
            _ => new DataTypeSyntax(name) { Numbers = AtSymbol("(") ? Parenthesized(SmallNumber) : [] },
        };
        if (name == "string" && Take("collate"))
            type = type with { Collation = Name().ToString().ToUpper(CultureInfo.InvariantCulture) };
        return type with { Span = SpanFrom(start) };
    });

    private List<DataTypeSyntax> TypeArguments()
    {
        ExpectSymbol("<");
        var arguments = CommaSeparated(DataType);
        ExpectSymbol(">");
        return arguments;
    }

    private List<ColumnDefinition> StructFields()
    {
        if (TakeSymbol("<>"))
            return [];
        ExpectSymbol("<");
        var fields = new List<ColumnDefinition>();
        if (!AtSymbol(">"))
            fields = CommaSeparated(ColumnOfSchema);
        ExpectSymbol(">");
        return fields;
    }

    private string IntervalName()
    {
        if (!IsIntervalUnit(Current))
            return "interval";
        var name = "interval " + Advance().Value.ToLowerInvariant();
        if (At("to") && IsIntervalUnit(PeekAt(1)))
        {
            _at++;
            name += " to " + Advance().Value.ToLowerInvariant();
        }

        return name;
    }

    private ColumnDefinition ColumnOfSchema()
    {
        var start = Current.Span;
        var name = Identifier();
        TakeSymbol(":");
        var column = ColumnProperties(new ColumnDefinition(name, DataType()));
        return column with { Span = SpanFrom(start) };
    }

    private ColumnDefinition ColumnProperties(ColumnDefinition column)
    {
        while (true)
        {
            if (Take("not", "null"))
                column = column with { IsNotNull = true };
            else if (Take("comment"))
                column = column with { Comment = ExpectString() };
            else if (Take("default"))
            {
                var from = Current.Span.Start;
                column = column with { Default = Expression(), DefaultText = TextFrom(from) };
            }
            else if (Take("generated"))
                column = Generated(column);
            else if (At("mask") && PeekAt(1).Kind is TokenKind.Word or TokenKind.QuotedWord)
                throw SqlErrors.Unsupported("MASK of a column", Current.Span, "Mask the column in a view.");
            else
                return column;
        }
    }

    private ColumnDefinition Generated(ColumnDefinition column)
    {
        var always = Take("always");
        if (!always)
        {
            Expect("by");
            Expect("default");
        }

        Expect("as");
        if (Take("identity"))
            return Identity(column with { IsIdentity = true, IdentityAllowsInsert = !always });

        ExpectSymbol("(");
        var from = Current.Span.Start;
        Expression();
        var text = TextFrom(from);
        ExpectSymbol(")");
        return column with { GeneratedText = text };
    }

    private ColumnDefinition Identity(ColumnDefinition column)
    {
        if (!TakeSymbol("("))
            return column;
        while (!TakeSymbol(")"))
        {
            if (Take("start", "with"))
                column = column with { IdentityStart = SignedNumber() };
            else if (Take("increment", "by"))
                column = column with { IdentityStep = SignedNumber() };
            else if (!TakeSymbol(","))
                throw Unexpected("Expected START WITH or INCREMENT BY.");
        }

        return column;
    }

    private long SignedNumber() => TakeSymbol("-") ? -WholeNumber() : WholeNumber();
}
