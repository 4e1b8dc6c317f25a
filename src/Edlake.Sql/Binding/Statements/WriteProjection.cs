using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Binding.Statements;

/// <summary>Makes rows of a table's shape out of a relation: conversions, defaults, then generated columns over those.</summary>
internal sealed class WriteProjection(BindingContext context, WriteTarget target)
{
    /// <summary>One column a column of the target, named like it.</summary>
    /// <param name="rows">What is written.</param>
    /// <param name="sources">Values by ordinal of the target's column; the others get their default or are generated.</param>
    /// <param name="span">The statement.</param>
    internal BoundRelation Make(BoundRelation rows, IReadOnlyDictionary<int, BoundExpression> sources, SourceSpan span)
    {
        var values = Values(sources);
        var direct = target.Fields.Select((member, i) => (context.NewColumn(member.Name, values[i]?.Type ?? WriteTarget.Stored(member.Type), values[i]?.Nullable ?? true), values[i])).ToList();
        if (direct.All(item => item.Item2 is not null))
            return new BoundProject(rows, [.. direct.Select(item => (item.Item1, item.Item2!))]) { Span = span };

        // Generated columns are computed from the values as stored, so they stand in a projection above.
        var stored = direct.Where(item => item.Item2 is not null).Select(item => (item.Item1, item.Item2!)).ToList();
        var below = new BoundProject(rows, stored) { Span = span };
        var scope = Scope.Of(below, target.Table.Name.Name, null);
        return new BoundProject(below, [.. direct.Select((item, i) => (item.Item1, item.Item2 is not null ? new BoundColumnReference(item.Item1) : Generated(i, scope)))]) { Span = span };
    }

    /// <summary>Converted values by ordinal; null where the column is generated.</summary>
    internal IReadOnlyList<BoundExpression?> Values(IReadOnlyDictionary<int, BoundExpression> sources) =>
    [
        .. target.Fields.Select((member, i) => sources.TryGetValue(i, out var value) ? StoreAssignment.Convert(context, value, member)
            : target.GeneratedText(member) is null ? target.DefaultOf(member)
            : null),
    ];

    /// <summary>A generated column's value over other columns.</summary>
    internal BoundExpression Generated(int ordinal, Scope scope)
    {
        var text = target.GeneratedText(target.Fields[ordinal])!;
        var bound = context.BindText(text, $"generated column {target.Fields[ordinal].Name}", scope);
        return StoreAssignment.Convert(context, bound, target.Fields[ordinal]);
    }

    /// <summary>A generated column's value where the other columns' values are expressions.</summary>
    internal BoundExpression Generated(int ordinal, IReadOnlyList<BoundExpression?> values)
    {
        var columns = target.NewColumns();
        var scope = new Scope([.. columns.Select(column => new ScopeColumn(column, [target.Table.Name.Name]))], null);
        return Generated(ordinal, scope).Rewrite(part => part is BoundColumnReference reference && columns.ToList().FindIndex(column => column.Id == reference.Column.Id) is >= 0 and var place
            ? values[place]
            : null);
    }
}
