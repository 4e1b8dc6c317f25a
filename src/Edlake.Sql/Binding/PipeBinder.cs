using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding;

/// <summary>Pipe syntax: each <c>|&gt;</c> step is a query over the rows that come down the pipe.</summary>
internal sealed class PipeBinder(BindingContext context, Scope? outer)
{
    internal BoundRelation Bind(BoundRelation input, IReadOnlyList<PipeStep> steps)
    {
        var (relation, scope) = (input, Scope.Of(input, null, outer));
        foreach (var step in steps)
            (relation, scope) = Step(relation, scope, step);
        return relation;
    }

    private (BoundRelation, Scope) Step(BoundRelation input, Scope scope, PipeStep step)
    {
        switch (step.Operator)
        {
            case "where":
                return (new SelectBinder(context, outer).Where(step.Condition!, input, scope), scope);
            case "as":
                return (input, new Scope([.. scope.Columns.Select(column => column with { Qualifier = [step.Names[0].Value] })], outer));
            case "order":
                return (new BoundSort(input, Keys(step, input, scope)) { Span = step.Span }, scope);
            case "limit" or "offset":
                var counts = new QueryBinder(context, outer);
                return (new BoundLimit(input, counts.Count(step.Limit), counts.Count(step.Offset)) { Span = step.Span }, scope);
            case "set":
                return Set(input, scope, step);
            case "drop":
                return Drop(input, scope, step);
            case "aggregate":
                return Fresh(Aggregate(input, scope, step));
            case "extend":
                CheckNoAggregates(step, scope);
                return Fresh(Select(new SelectBody([All, .. step.Items], null) { Span = step.Span }, input, scope));
            case "select":
                CheckNoAggregates(step, scope);
                return Fresh(Select(new SelectBody(step.Items, null) { Span = step.Span }, input, scope));
            case var _ when step.SetOperation is var (kind, all, right):
                return Fresh(new QueryBinder(context, outer).Combine(input, new QueryBinder(context, outer).BindBody(right), new SetOperationBody(kind, all, right, right) { Span = step.Span }));
            case var _ when step.Table is { } table:
                return new RelationBinder(context, outer) { Pipe = (input, scope) }.Bind(table);
            default:
                throw SqlErrors.Unsupported($"|> {step.Operator.ToUpperInvariant()}", step.Span);
        }
    }

    private void CheckNoAggregates(PipeStep step, Scope scope)
    {
        var binder = new ExpressionBinder(context, scope);
        foreach (var item in step.Items.Where(item => item.Expression is not StarExpression && !SelectBinder.IsGenerator(item)))
        {
            var bound = binder.Bind(item.Expression);
            if (item.Aliases.Count > 0)
                binder.LateralAliases[item.Aliases[0].Value] = bound;
            if (SelectBinder.HasAggregate(bound))
            {
                throw new SqlException(
                    "PIPE_OPERATOR_CONTAINS_AGGREGATE_FUNCTION", "0A000", $"Aggregate function is not allowed when using the pipe operator |> {step.Operator.ToUpperInvariant()} clause; please use the pipe operator |> AGGREGATE clause instead.", item.Span, "Use |> AGGREGATE.");
            }
        }
    }

    private static SelectItem All => new(new StarExpression(null, []), []);

    private (BoundRelation, Scope) Fresh(BoundRelation relation) => (relation, Scope.Of(relation, null, outer));

    private BoundRelation Select(SelectBody body, BoundRelation input, Scope scope) => new SelectBinder(context, outer).Over(body, input, scope);

    private List<BoundSortKey> Keys(PipeStep step, BoundRelation input, Scope scope)
    {
        var binder = new ExpressionBinder(context, scope);
        return [.. step.OrderBy.Select(item => QueryBinder.Ordinal(item, input.Output, binder) ?? binder.SortKey(item))];
    }

    // The grouping items come first, under their own names, then the aggregates.
    private BoundRelation Aggregate(BoundRelation input, Scope scope, PipeStep step)
    {
        var groups = step.Groups.Select(group => new GroupingElement(GroupingKind.Plain, [[group.Expression]]) { Span = group.Span }).ToList();
        var body = new SelectBody([.. step.Groups, .. step.Items], null)
        {
            GroupBy = groups.Count > 0 ? new GroupBy(groups, false) { Span = step.Span } : null,
            Span = step.Span,
        };
        var isBare = groups.Count == 0 && !step.Items.Any(item => item.Expression is CallExpression);
        return isBare ? throw new SqlException("PIPE_OPERATOR_AGGREGATE_EXPRESSION_CONTAINS_NO_AGGREGATE_FUNCTION", "0A000", "Non-grouping expression is provided as an argument to the |> AGGREGATE pipe operator but does not contain any aggregate function.", step.Span) : Select(body, input, scope);
    }

    private (BoundRelation, Scope) Set(BoundRelation input, Scope scope, PipeStep step)
    {
        var (relation, current) = (input, scope);
        foreach (var item in step.Items)
        {
            var name = item.Aliases[0].Value;
            var (found, _) = current.Find([name]);
            if (found.Count == 0)
                throw BindingErrors.UnresolvedColumn(name, current.Columns.Select(column => column.Column.Name), item.Span);
            var value = new ExpressionBinder(context, current).Bind(item.Expression);
            var made = context.NewColumn(found[0].Column.Name, value.Type, value.Nullable);
            relation = new BoundProject(relation, [.. current.Columns.Select(column => column.Column.Id == found[0].Column.Id
                ? (made, value)
                : (column.Column, (BoundExpression)new BoundColumnReference(column.Column)))])
            {
                Span = step.Span,
            };
            current = current with { Columns = [.. current.Columns.Select(column => column.Column.Id == found[0].Column.Id ? column with { Column = made } : column)] };
        }

        return (relation, current);
    }

    private static (BoundRelation, Scope) Drop(BoundRelation input, Scope scope, PipeStep step)
    {
        var dropped = step.Names.Select(name => scope.Find([name.Value]).Found is [var column, ..]
            ? column.Column.Id
            : throw BindingErrors.UnresolvedColumn(name.Value, scope.Columns.Select(candidate => candidate.Column.Name), name.Span)).ToHashSet();
        var kept = scope.Columns.Where(column => !dropped.Contains(column.Column.Id)).ToList();
        return (Projections.Keep(input, kept.Where(column => !column.IsHidden).Select(column => column.Column)), scope with { Columns = kept });
    }
}
