using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding.Statements;

/// <summary>Binds UPDATE, DELETE and TRUNCATE.</summary>
internal sealed class UpdateBinder(BindingContext context)
{
    internal BoundUpdate Bind(UpdateStatement update, SourceText source)
    {
        RefuseWith(update.With);
        var target = WriteTarget.Find(context, update.Target);
        var (scan, scope) = new TargetScope(context).Of(target.Table, update.Alias);
        var values = new Assignments(context, target).Bind(update.Assignments, [.. scan.Output], scope);
        var condition = Condition(update.Where, scope, "UPDATE");
        var result = target.NewColumns();
        return new BoundUpdate(target.Table, scan, condition, values, result, new WriteChecks(context).Of(target, result)) { Syntax = update, Text = source };
    }

    internal BoundDelete Bind(DeleteStatement delete, SourceText source)
    {
        RefuseWith(delete.With);
        var target = WriteTarget.Find(context, delete.Target);
        var (scan, scope) = new TargetScope(context).Of(target.Table, delete.Alias);
        var condition = Condition(delete.Where, scope, "DELETE");
        return new BoundDelete(target.Table, scan, condition) { Syntax = delete, Text = source };
    }

    internal BoundDelete Bind(TruncateStatement truncate, SourceText source)
    {
        var target = WriteTarget.Find(context, truncate.Target);
        return new BoundDelete(target.Table, new TargetScope(context).Of(target.Table, null).Scan, null) { Syntax = truncate, Text = source };
    }

    // Only subqueries could name them, and those are not to be had here.
    private static void RefuseWith(IReadOnlyList<CommonTable> tables)
    {
        if (tables.Count > 0)
            throw SqlErrors.Unsupported("WITH before UPDATE or DELETE", tables[0].Span, "Use MERGE, with the query as its source.");
    }

    private BoundExpression? Condition(Expression? where, Scope scope, string statement)
    {
        if (where is null)
            return null;
        var condition = new ExpressionBinder(context, scope).BindCondition(where, statement);
        return condition.SelfAndDescendants().Any(part => part is BoundInSubquery or BoundExists or BoundScalarSubquery)
            ? throw new SqlException("DELTA_UNSUPPORTED_SUBQUERY", "0AKDC", $"Subqueries are not supported in the {statement} condition.", where.Span, "Use MERGE, with the subquery as its source.")
            : condition;
    }
}
