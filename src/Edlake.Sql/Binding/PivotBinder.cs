using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>
/// PIVOT, lowered to one filtered aggregate for each value and aggregate; the other columns are grouped by. A group that has no
/// row of a value gives NULL there, counts included.
/// </summary>
internal sealed class PivotBinder(BindingContext context, Scope? outer, RelationBinder relations)
{
    internal (BoundRelation Relation, Scope Scope) Bind(PivotTable pivot)
    {
        var (input, scope) = relations.Bind(pivot.Input);
        var binder = new ExpressionBinder(context, scope);
        var keys = pivot.Columns.Select(column => binder.Bind(new NameExpression(new QualifiedName([column]) { Span = column.Span }) { Span = column.Span })).ToList();
        var aggregates = pivot.Aggregates.Select(item => (Item: item, Bound: Aggregate(binder, item))).ToList();
        var used = keys.Concat(aggregates.Select(aggregate => aggregate.Bound)).SelectMany(BoundTree.SelfAndDescendants)
            .OfType<BoundColumnReference>().Select(reference => reference.Column.Id).ToHashSet();
        var groups = scope.Star(null).Where(column => !used.Contains(column.Column.Id)).ToList();

        var calls = new List<(BoundColumn Column, BoundAggregateCall Call)>();
        var outputs = new List<(BoundColumn Column, BoundExpression Expression)>();
        foreach (var value in pivot.Values)
        {
            var (name, condition) = Value(value, keys, binder);
            var isThere = Add(calls, (BoundAggregateCall)binder.Bind(CountAll), condition, binder);
            foreach (var (item, bound) in aggregates)
            {
                var over = bound.Rewrite(part => part is BoundAggregateCall call ? Add(calls, call, condition, binder) : null);
                var column = context.NewColumn(aggregates.Count == 1 ? name : $"{name}_{Name(item)}", over.Type, true);
                var any = binder.Apply(">", [isThere, new BoundLiteral(0L, new LongType())], value.Span);
                outputs.Add((column, over.Nullable ? over : new BoundCase([(any, over)], null, over.Type, true)));
            }
        }

        var grouped = new BoundAggregation(input, [.. groups.Select(group => (group.Column, (BoundExpression)new BoundColumnReference(group.Column)))], null, null, calls) { Span = pivot.Span };
        var project = new BoundProject(grouped, [.. groups.Select(group => (group.Column, (BoundExpression)new BoundColumnReference(group.Column))), .. outputs]) { Span = pivot.Span };
        return (project, new Scope([.. groups, .. outputs.Select(output => new ScopeColumn(output.Column, []))], outer));
    }

    private static CallExpression CountAll => new(new QualifiedName([new Identifier("count")]), [new StarExpression(null, [])]);

    private static BoundExpression Aggregate(ExpressionBinder binder, SelectItem item)
    {
        var bound = binder.Bind(item.Expression);
        return SelectBinder.HasAggregate(bound)
            ? bound
            : throw new SqlException("_LEGACY_ERROR_TEMP_1006", null, $"Aggregate expression required for pivot, but '{ColumnNames.Of(item.Expression)}' did not appear in any aggregate function.", item.Span, "Write an aggregate such as sum(…).");
    }

    private static string Name(SelectItem item) => item.Aliases.Count > 0 ? item.Aliases[0].Value : ColumnNames.Of(item.Expression);

    private BoundColumnReference Add(List<(BoundColumn Column, BoundAggregateCall Call)> calls, BoundAggregateCall call, BoundExpression condition, ExpressionBinder binder)
    {
        var filtered = call with { Filter = call.Filter is null ? condition : binder.Apply("and", [call.Filter, condition], call.Span) };
        var known = calls.FindIndex(candidate => candidate.Call.Key() == filtered.Key());
        if (known < 0)
        {
            known = calls.Count;
            calls.Add((context.NewColumn("pivot", filtered.Type, filtered.Nullable), filtered));
        }

        return new BoundColumnReference(calls[known].Column);
    }

    private static (string Name, BoundExpression Condition) Value(SelectItem value, List<BoundExpression> keys, ExpressionBinder binder)
    {
        var cells = value.Expression is RowExpression row ? row.Items : [value.Expression];
        if (cells.Count != keys.Count)
            throw new SqlException("PIVOT_VALUE_DATA_TYPE_MISMATCH", "42K09", $"Invalid pivot value '{ColumnNames.Of(value.Expression)}': value has {cells.Count} parts, the pivot has {keys.Count} columns.", value.Span);
        var bound = cells.Select(binder.Bind).ToList();
        if (bound.SelectMany(BoundTree.SelfAndDescendants).Any(part => part is BoundColumnReference or BoundAggregateCall))
            throw new SqlException("NON_LITERAL_PIVOT_VALUES", "42K08", $"Literal expressions required for pivot values, found \"{ColumnNames.Of(value.Expression)}\".", value.Span);
        var tests = keys.Zip(bound, (key, cell) => binder.Apply("<=>", [key, cell], value.Span)).ToList();
        var name = value.Aliases.Count > 0 ? value.Aliases[0].Value : string.Join("_", cells.Select(cell => ColumnNames.Of(cell)));
        return (name, tests.Aggregate((left, right) => binder.Apply("and", [left, right], value.Span)));
    }
}
