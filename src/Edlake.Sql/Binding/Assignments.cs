using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary><c>SET a = x, b.c = y</c>: one new value for each column of the target, the old one where nothing is set.</summary>
internal sealed class Assignments(BindingContext context, TargetBinder targets)
{
    internal IReadOnlyList<BoundExpression> Bind(IReadOnlyList<Assignment> assignments, TableEntry target, BoundTableScan scan, Scope scope)
    {
        var binder = new ExpressionBinder(context, scope);
        var values = scan.Output.Select(column => (BoundExpression)new BoundColumnReference(column)).ToList();
        var set = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var assignment in assignments)
        {
            var (ordinal, path) = Column(assignment.Column, target);
            var key = string.Join('.', [target.Schema.Fields[ordinal].Name, .. path]);
            if (!set.Add(key))
                throw new SqlException("DELTA_CONFLICT_SET_COLUMN", "42701", $"There is a conflict from these SET columns: [`{key}`].", assignment.Span, "Set each column once.");
            values[ordinal] = Changed(values[ordinal], target.Schema.Fields[ordinal], path, assignment, binder);
        }

        return values;
    }

    private static (int Ordinal, IReadOnlyList<string> Path) Column(QualifiedName name, TableEntry target)
    {
        for (var start = 0; start < name.Parts.Count; start++)
        {
            var ordinal = target.Schema.Fields.ToList().FindIndex(column => Scope.Same(column.Name, name.Parts[start].Value));
            if (ordinal >= 0)
                return (ordinal, [.. name.Values.Skip(start + 1)]);
        }

        throw BindingErrors.UnresolvedColumn(name.ToString(), target.Schema.Fields.Select(column => column.Name), name.Span);
    }

    private BoundExpression Changed(BoundExpression old, StructField column, IReadOnlyList<string> path, Assignment assignment, ExpressionBinder binder)
    {
        if (path.Count == 0)
        {
            return assignment.Value is DefaultExpression
                ? targets.Default(column)
                : TargetBinder.Assigned(binder.Bind(assignment.Value), column, assignment.Value.Span);
        }

        if (column.Type is not StructType type)
            throw BindingErrors.UnresolvedColumn(string.Join('.', [column.Name, .. path]), [], assignment.Column.Span);
        var arguments = new List<BoundExpression>();
        var found = false;
        for (var i = 0; i < type.Fields.Count; i++)
        {
            var member = type.Fields[i];
            BoundExpression value = new BoundField(old, i, member.Type, old.Nullable || member.Nullable);
            if (Scope.Same(member.Name, path[0]))
            {
                found = true;
                value = Changed(value, member, [.. path.Skip(1)], assignment, binder);
            }

            arguments.Add(new BoundLiteral(member.Name, new StringType()));
            arguments.Add(value);
        }

        return found ? binder.Apply("named_struct", arguments, assignment.Span) : throw BindingErrors.UnresolvedColumn(path[0], type.Fields.Select(member => member.Name), assignment.Column.Span);
    }
}
