using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding;

/// <summary>Binds joins. USING and NATURAL become a condition and a projection that makes one column of each pair.</summary>
internal sealed class JoinBinder(BindingContext context, Scope? outer, RelationBinder relations)
{
    internal (BoundRelation Relation, Scope Scope) Bind(JoinTable join, Scope? enclosing)
    {
        var (left, leftScope) = relations.Bind(join.Left, enclosing);
        var lateral = join.Right is SubqueryTable { IsLateral: true } or FunctionTable;
        var (right, rightScope) = relations.Bind(join.Right, lateral ? leftScope with { Outer = outer } : null);
        var shared = join.IsNatural
            ? [.. leftScope.Star(null).Select(column => column.Column.Name).Where(name => rightScope.Star(null).Any(column => Scope.Same(column.Column.Name, name)))]
            : join.Using.Select(column => column.Value).ToList();
        var both = new Scope([.. leftScope.Columns, .. rightScope.Columns], outer);
        var condition = shared.Count > 0
            ? UsingCondition(shared, leftScope, rightScope, join)
            : join.On is null ? null : new ExpressionBinder(context, both).BindCondition(join.On, "JOIN");
        CheckNoAggregates(condition, join);
        var (leftColumns, rightColumns) = (Padded(left.Output, join.Kind is JoinKind.Right or JoinKind.Full), Padded(right.Output, join.Kind is JoinKind.Left or JoinKind.Full));
        var isSemi = join.Kind is JoinKind.LeftSemi or JoinKind.LeftAnti;
        var relation = new BoundJoin(left, right, join.Kind == JoinKind.Cross && condition is not null ? JoinKind.Inner : join.Kind, condition, lateral, isSemi ? leftColumns : [.. leftColumns, .. rightColumns])
        {
            Span = join.Span,
        };
        var scope = new Scope([.. Rescoped(leftScope, leftColumns), .. isSemi ? [] : Rescoped(rightScope, rightColumns)], outer);
        return shared.Count > 0 && !isSemi ? Merged(relation, scope, shared, join.Kind, leftScope.Columns.Count) : (relation, scope);
    }

    private static IReadOnlyList<BoundColumn> Padded(IReadOnlyList<BoundColumn> columns, bool mayMiss) =>
        mayMiss ? [.. columns.Select(column => column with { Nullable = true })] : columns;

    private static IEnumerable<ScopeColumn> Rescoped(Scope scope, IReadOnlyList<BoundColumn> columns) =>
        scope.Columns.Select(column => column with { Column = columns.FirstOrDefault(candidate => candidate.Id == column.Column.Id) ?? column.Column });

    private static void CheckNoAggregates(BoundExpression? condition, JoinTable join)
    {
        if (condition?.SelfAndDescendants().Any(part => part is BoundAggregateCall or BoundWindow) == true)
            throw new SqlException("INVALID_JOIN_CONDITION", "42000", "A join condition cannot hold aggregate or window functions.", join.Span, "Compute them in a subquery first.");
    }

    private BoundExpression UsingCondition(IReadOnlyList<string> names, Scope left, Scope right, JoinTable join)
    {
        var binder = new ExpressionBinder(context, Scope.Empty(null));
        var tests = names.Select(name => binder.Apply("=", [new BoundColumnReference(One(left, name, join)), new BoundColumnReference(One(right, name, join))], join.Span)).ToList();
        return tests.Count == 1 ? tests[0] : binder.Apply("and", tests, join.Span);
    }

    private static BoundColumn One(Scope scope, string name, JoinTable join)
    {
        var (found, _) = scope.Find([name]);
        return found.Count switch
        {
            1 => found[0].Column,
            0 => throw new SqlException("UNRESOLVED_USING_COLUMN_FOR_JOIN", "42703", $"USING column `{name}` cannot be resolved on one side of the join.", join.Span, "Join with ON instead."),
            _ => throw BindingErrors.Ambiguous(name, found, join.Span),
        };
    }

    // The shared columns come first, once; the originals stay reachable by their table's name.
    private (BoundRelation, Scope) Merged(BoundJoin join, Scope scope, IReadOnlyList<string> names, JoinKind kind, int leftCount)
    {
        var left = new Scope([.. scope.Columns.Take(leftCount)], outer);
        var right = new Scope([.. scope.Columns.Skip(leftCount)], outer);
        var binder = new ExpressionBinder(context, Scope.Empty(null));
        var made = new List<(BoundColumn Column, BoundExpression Expression)>();
        var shared = new List<ScopeColumn>();
        foreach (var name in names)
        {
            var (l, r) = (left.Find([name]).Found[0], right.Find([name]).Found[0]);
            if (kind == JoinKind.Full)
            {
                var either = binder.Apply("coalesce", [new BoundColumnReference(l.Column), new BoundColumnReference(r.Column)], join.Span);
                var column = context.NewColumn(l.Column.Name, either.Type, either.Nullable);
                made.Add((column, either));
                shared.Add(new ScopeColumn(column, []));
            }
            else
            {
                shared.Add((kind == JoinKind.Right ? r : l) with { });
            }
        }

        var kept = shared.Select(column => column.Column.Id).ToHashSet();
        var rest = scope.Columns.Where(column => !kept.Contains(column.Column.Id)).Select(column =>
            names.Contains(column.Column.Name, StringComparer.OrdinalIgnoreCase) && column.Qualifier.Count > 0 ? column with { IsShadowed = true } : column);
        var columns = new Scope([.. shared, .. rest], outer);
        if (made.Count == 0)
            return (join, columns);
        var project = new BoundProject(join, [.. join.Output.Select(column => (column, (BoundExpression)new BoundColumnReference(column))), .. made]);
        return (project, columns);
    }
}
