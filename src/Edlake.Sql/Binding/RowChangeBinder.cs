using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding;

/// <summary>UPDATE and DELETE.</summary>
internal sealed class RowChangeBinder(BindingContext context)
{
    private readonly TargetBinder _targets = new(context);

    internal BoundDelete Bind(DeleteStatement delete, SourceText text)
    {
        var target = _targets.Table(delete.Target);
        var (scan, scope) = Scan(target, delete.Alias);
        return new BoundDelete(target, scan, Condition(delete.Where, scope, "DELETE")) { Syntax = delete, Text = text };
    }

    internal BoundUpdate Bind(UpdateStatement update, SourceText text)
    {
        var target = _targets.Table(update.Target);
        var (scan, scope) = Scan(target, update.Alias);
        var condition = Condition(update.Where, scope, "UPDATE");
        var values = new Assignments(context, _targets).Bind(update.Assignments, target, scan, scope);
        var columns = target.Schema.Fields.Zip(values, (column, value) => context.NewColumn(column.Name, column.Type, value.Nullable)).ToList();
        return new BoundUpdate(target, scan, condition, values, columns, _targets.Checks(target, columns)) { Syntax = update, Text = text };
    }

    private (BoundTableScan, Scope) Scan(TableEntry target, Identifier? alias)
    {
        var (scan, scope) = new RelationBinder(context, null, []).Scan(target);
        return (scan, alias is null ? scope : new Scope([.. scope.Columns.Select(column => column with { Qualifier = [alias.Value] })], null));
    }

    private BoundExpression? Condition(Expression? where, Scope scope, string statement)
    {
        if (where is null)
            return null;
        var condition = new ExpressionBinder(context, scope).BindCondition(where, "WHERE");
        return condition.SelfAndDescendants().Any(part => part is BoundInSubquery or BoundExists or BoundScalarSubquery)
            ? throw new SqlException("DELTA_UNSUPPORTED_SUBQUERY", "0AKDC", $"Subqueries are not supported in the {statement} condition.", where.Span, "Use MERGE, with the subquery as its source.")
            : condition;
    }
}
