using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding.Statements;

/// <summary>Binds the WHEN clauses of a MERGE; each sees the columns its rows have.</summary>
internal sealed class MergeClauses(
    BindingContext context, WriteTarget target, BoundTableScan scan, Scope targetScope, Scope sourceScope, bool evolves)
{
    internal BoundMergeClause Bind(MergeClause clause)
    {
        var scope = clause.Match switch
        {
            MergeMatch.NotMatched => sourceScope,
            MergeMatch.NotMatchedBySource => targetScope,
            _ => new Scope([.. targetScope.Columns, .. sourceScope.Columns], null),
        };
        var condition = clause.Condition is null ? null : new ExpressionBinder(context, scope).BindCondition(clause.Condition, "MERGE");
        var values = clause.Action switch
        {
            MergeActionKind.Delete => [],
            MergeActionKind.Update when clause.IsStar => UpdateAll(clause),
            MergeActionKind.Update => Update(clause, scope),
            _ when clause.IsStar => InsertAll(clause),
            _ => Insert(clause, scope),
        };
        return new BoundMergeClause(clause.Action, condition, values) { Span = clause.Span };
    }

    private IReadOnlyList<BoundExpression> Update(MergeClause clause, Scope scope)
    {
        try
        {
            // A column that only the source has cannot be set, whatever the scope of the values says.
            return new Assignments(context, target).Bind(clause.Assignments, [.. scan.Output], scope with { Columns = [.. targetScope.Columns, .. scope.Columns.Except(targetScope.Columns)] });
        }
        catch (SqlException error) when (error.ErrorClass.StartsWith("UNRESOLVED_COLUMN", StringComparison.Ordinal))
        {
            throw Unresolved(error, "UPDATE", scope, clause);
        }
    }

    private IReadOnlyList<BoundExpression> Insert(MergeClause clause, Scope scope)
    {
        var binder = new ExpressionBinder(context, scope);
        var given = new Dictionary<int, BoundExpression>();
        foreach (var assignment in clause.Assignments)
        {
            var place = target.IndexOf(assignment.Column.Values[^1]);
            if (place < 0)
                throw Unresolved(null, "INSERT", targetScope, clause, assignment.Column);
            if (given.ContainsKey(place))
                throw new SqlException("DELTA_DUPLICATE_COLUMNS_ON_INSERT", "42701", $"Duplicate column names in INSERT clause: {assignment.Column}.", assignment.Span, "Name each column once.");
            try
            {
                given[place] = assignment.Value is DefaultExpression ? target.DefaultOf(target.Fields[place]) : binder.Bind(assignment.Value);
            }
            catch (SqlException error) when (error.ErrorClass.StartsWith("UNRESOLVED_COLUMN", StringComparison.Ordinal))
            {
                throw Unresolved(error, "INSERT", scope, clause);
            }
        }

        return Complete(given);
    }

    private IReadOnlyList<BoundExpression> UpdateAll(MergeClause clause)
    {
        var values = target.Fields.Select((member, i) => FromSource(member.Name, clause, "UPDATE") is { } value
            ? StoreAssignment.Convert(context, value, member)
            : i < scan.Output.Count ? new BoundColumnReference(scan.Output[i]) : (BoundExpression)new BoundLiteral(null, member.Type));
        return [.. values];
    }

    private IReadOnlyList<BoundExpression> InsertAll(MergeClause clause)
    {
        var given = new Dictionary<int, BoundExpression>();
        for (var i = 0; i < target.Fields.Count; i++)
        {
            if (FromSource(target.Fields[i].Name, clause, "INSERT") is { } value)
                given[i] = value;
        }

        return Complete(given);
    }

    private IReadOnlyList<BoundExpression> Complete(Dictionary<int, BoundExpression> given)
    {
        var projection = new WriteProjection(context, target);
        var values = projection.Values(given);
        return [.. values.Select((value, i) => value ?? projection.Generated(i, values))];
    }

    private BoundExpression? FromSource(string name, MergeClause clause, string action)
    {
        var (found, _) = sourceScope.Find([name]);
        if (found.Count > 1)
            throw BindingErrors.Ambiguous(name, found, clause.Span);
        if (found.Count == 1)
            return new BoundColumnReference(found[0].Column);
        var place = target.IndexOf(name);
        return evolves || target.GeneratedText(target.Fields[place]) is not null
            ? null
            : throw Unresolved(null, action, sourceScope, clause, new QualifiedName([new Identifier(name)]) { Span = clause.Span });
    }

    private static SqlException Unresolved(SqlException? error, string action, Scope scope, MergeClause clause, QualifiedName? name = null)
    {
        var what = name?.ToString() ?? error!.Text.Split('`') switch { { Length: > 1 } parts => string.Join('.', error.Text[..error.Text.IndexOf(" cannot be resolved", StringComparison.Ordinal)].Split("name ")[^1].Split('.').Select(part => part.Trim('`'))), _ => "" };
        var columns = scope.Columns.Where(column => !column.IsHidden).Select(column => string.Join('.', [.. column.Qualifier, column.Column.Name]));
        return new SqlException(
            "DELTA_MERGE_UNRESOLVED_EXPRESSION", "42601", $"Cannot resolve {what} in {action} clause given columns {string.Join(", ", columns)}.", name?.Span ?? error?.Span ?? clause.Span, "Check the column's name.", error);
    }
}
