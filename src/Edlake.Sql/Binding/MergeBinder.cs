using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding;

/// <summary>MERGE, all clauses.</summary>
internal sealed class MergeBinder(BindingContext context)
{
    private readonly TargetBinder _targets = new(context);

    internal BoundMerge Bind(MergeStatement merge, SourceText text)
    {
        var target = _targets.Table(merge.Target);
        var (scan, targetScope) = new RelationBinder(context, null, []).Scan(target);
        if (merge.Alias is { } alias)
            targetScope = new Scope([.. targetScope.Columns.Select(column => column with { Qualifier = [alias.Value] })], null);
        var (source, sourceScope) = new RelationBinder(context, null, []).Bind(merge.Source);
        var both = new Scope([.. targetScope.Columns, .. sourceScope.Columns], null);
        var condition = new ExpressionBinder(context, both).BindCondition(merge.Condition, "MERGE");
        IReadOnlyList<BoundMergeClause> Of(MergeMatch match) => [.. merge.Clauses.Where(clause => clause.Match == match)
            .Select(clause => Clause(clause, target, scan, match == MergeMatch.NotMatched ? sourceScope : match == MergeMatch.Matched ? both : targetScope, sourceScope))];
        var (matched, notMatched, bySource) = (Of(MergeMatch.Matched), Of(MergeMatch.NotMatched), Of(MergeMatch.NotMatchedBySource));
        var columns = target.Schema.Fields.Select(column => context.NewColumn(column.Name, column.Type, true)).ToList();
        return new BoundMerge(target, scan, source, condition, matched, notMatched, bySource, columns, _targets.Checks(target, columns))
        {
            Syntax = merge,
            Text = text,
        };
    }

    private BoundMergeClause Clause(MergeClause clause, TableEntry target, BoundTableScan scan, Scope scope, Scope source)
    {
        var condition = clause.Condition is null ? null : new ExpressionBinder(context, scope).BindCondition(clause.Condition, "MERGE");
        var values = clause.Action switch
        {
            MergeActionKind.Delete => [],
            _ when clause.IsStar => target.Schema.Fields.Select(column =>
            {
                var (found, _) = source.Find([column.Name]);
                return found.Count > 0
                    ? TargetBinder.Assigned(new BoundColumnReference(found[0].Column), column, clause.Span)
                    : throw new SqlException("DELTA_MERGE_UNRESOLVED_EXPRESSION", "42601", $"Cannot resolve {column.Name} in {clause.Action.ToString().ToUpperInvariant()} clause given columns {string.Join(", ", source.Columns.Select(candidate => candidate.Column.Name))}.", clause.Span, "The source must have every column of the target.");
            }),
            MergeActionKind.Update => new Assignments(context, _targets).Bind(clause.Assignments, target, scan, scope),
            _ => Inserted(clause, target, scope),
        };
        return new BoundMergeClause(clause.Action, condition, [.. values]) { Span = clause.Span };
    }

    private IEnumerable<BoundExpression> Inserted(MergeClause clause, TableEntry target, Scope scope)
    {
        var binder = new ExpressionBinder(context, scope);
        var given = clause.Assignments.ToDictionary(assignment => assignment.Column.Parts[^1].Value, assignment => assignment, StringComparer.OrdinalIgnoreCase);
        if (given.Keys.FirstOrDefault(name => !target.Schema.Fields.Any(column => Scope.Same(column.Name, name))) is { } unknown)
            throw BindingErrors.UnresolvedColumn(unknown, target.Schema.Fields.Select(column => column.Name), clause.Span);
        return target.Schema.Fields.Select(column => given.TryGetValue(column.Name, out var assignment) && assignment.Value is not DefaultExpression
            ? TargetBinder.Assigned(binder.Bind(assignment.Value), column, assignment.Span)
            : _targets.Default(column));
    }
}
