namespace Edlake.Sql.Syntax;

/// <content>Windows and sort orders.</content>
public sealed partial class SqlParser
{
    private List<SortItem> WithinGroup()
    {
        ExpectSymbol("(");
        Expect("order");
        Expect("by");
        var items = CommaSeparated(SortItem);
        ExpectSymbol(")");
        return items;
    }

    private SortItem SortItem()
    {
        var start = Current.Span;
        var expression = Expression();
        bool? descending = Take("asc") ? false : Take("desc") ? true : null;
        bool? nullsFirst = Take("nulls", "first") ? true : Take("nulls", "last") ? false : null;
        return new SortItem(expression, descending, nullsFirst) { Span = SpanFrom(start) };
    }

    private WindowSpecification Window()
    {
        var start = Current.Span;
        if (!AtSymbol("("))
            return new WindowSpecification(Identifier().Value, [], [], null) { Span = SpanFrom(start) };
        ExpectSymbol("(");
        string? name = null;
        if (Current.Kind is TokenKind.Word or TokenKind.QuotedWord && PeekAt(1).IsSymbol(")"))
            name = Identifier().Value;
        IReadOnlyList<Expression> partition = Take("partition", "by") || Take("distribute", "by") ? CommaSeparated(Expression) : [];
        IReadOnlyList<SortItem> order = Take("order", "by") || Take("sort", "by") ? CommaSeparated(SortItem) : [];
        var frame = At("rows") || At("range") ? Frame() : null;
        ExpectSymbol(")");
        return new WindowSpecification(name, partition, order, frame) { Span = SpanFrom(start) };
    }

    private WindowFrame Frame()
    {
        var start = Current.Span;
        var isRange = Advance().Is("range");
        if (!Take("between"))
            return new WindowFrame(isRange, Bound(), new WindowBound(Binding.FrameBoundKind.CurrentRow, null)) { Span = SpanFrom(start) };
        var first = Bound();
        Expect("and");
        return new WindowFrame(isRange, first, Bound()) { Span = SpanFrom(start) };
    }

    private WindowBound Bound()
    {
        var start = Current.Span;
        if (Take("current", "row"))
            return new WindowBound(Binding.FrameBoundKind.CurrentRow, null) { Span = SpanFrom(start) };
        var offset = Take("unbounded") ? null : Expression();
        var preceding = Take("preceding");
        if (!preceding)
            Expect("following");
        var kind = (offset, preceding) switch
        {
            (null, true) => Binding.FrameBoundKind.UnboundedPreceding,
            (null, false) => Binding.FrameBoundKind.UnboundedFollowing,
            (_, true) => Binding.FrameBoundKind.Preceding,
            _ => Binding.FrameBoundKind.Following,
        };
        return new WindowBound(kind, offset) { Span = SpanFrom(start) };
    }
}
