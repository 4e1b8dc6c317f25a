using Edlake.Sql.Binding.Mentions;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding.Statements;

/// <summary>Binds <c>SET a = x, s.b = y</c> to one new value a column of the table.</summary>
internal sealed class Assignments(BindingContext context, WriteTarget target)
{
    /// <summary>New values in the order of the table's columns.</summary>
    /// <param name="assignments">As written; the table's alias may stand before a column.</param>
    /// <param name="scope">The names values may use.</param>
    /// <param name="current">The row's columns now; those of columns to be added first are null.</param>
    internal IReadOnlyList<BoundExpression> Bind(
        IReadOnlyList<Assignment> assignments, IReadOnlyList<BoundColumn?> current, Scope scope)
    {
        var binder = new ExpressionBinder(context, scope);
        var parsed = assignments.Select(assignment => (Path: Path(assignment.Column, scope), Assignment: assignment)).ToList();
        CheckConflicts([.. parsed.Select(item => (item.Path, item.Assignment))]);
        var values = target.Fields.Select((member, i) =>
        {
            var own = parsed.Where(item => Scope.Same(item.Path[0], member.Name)).Select(item => (Path: item.Path.Skip(1).ToList(), item.Assignment)).ToList();
            BoundExpression now = i < current.Count && current[i] is { } column ? new BoundColumnReference(column) : new BoundLiteral(null, WriteTarget.Stored(member.Type));
            return own.Count == 0 && target.GeneratedText(member) is not null ? null : Value(now, member, own, binder, member.Name);
        }).ToList();
        return [.. values.Select((value, i) => value ?? new WriteProjection(context, target).Generated(i, values))];
    }

    private List<string> Path(QualifiedName name, Scope scope)
    {
        var parts = name.Values.ToList();
        var qualifier = scope.Columns.Count > 0 ? scope.Columns[0].Qualifier : [];
        for (var skip = Math.Min(parts.Count - 1, qualifier.Count); skip >= 0; skip--)
        {
            var isQualified = skip == 0 || qualifier.TakeLast(skip).SequenceEqual(parts.Take(skip), StringComparer.OrdinalIgnoreCase);
            if (!isQualified || target.IndexOf(parts[skip]) < 0)
                continue;
            if (skip > 1)
                context.Mentions.Add(new QualifierMention(name.Parts[0].Span.To(name.Parts[skip - 1].Span), qualifier));
            return parts[skip..];
        }

        throw BindingErrors.UnresolvedColumn(name.ToString(), target.Fields.Select(member => string.Join('.', [.. qualifier, member.Name])), name.Span);
    }

    private static void CheckConflicts(IReadOnlyList<(List<string> Path, Assignment Assignment)> parsed)
    {
        foreach (var (path, assignment) in parsed)
        {
            var clash = parsed.FirstOrDefault(other => !ReferenceEquals(other.Assignment, assignment)
                && other.Path.Take(path.Count).SequenceEqual(path.Take(other.Path.Count), StringComparer.OrdinalIgnoreCase));
            if (clash.Path is not null)
            {
                throw new SqlException(
                    "DELTA_CONFLICT_SET_COLUMN", "42701", $"There is a conflict from these SET columns: [`{string.Join("`.`", path)}`, `{string.Join("`.`", clash.Path)}`].", assignment.Span, "Set each column once.");
            }
        }
    }

    private BoundExpression Value(BoundExpression now, StructField member, IReadOnlyList<(List<string> Path, Assignment Assignment)> own, ExpressionBinder binder, string path)
    {
        if (own.Count == 0)
            return now;
        if (own is [{ Path.Count: 0 }])
        {
            var value = own[0].Assignment.Value;
            return value is DefaultExpression ? target.DefaultOf(member) : StoreAssignment.Convert(context, binder.Bind(value), member.Type, path);
        }

        if (member.Type is not StructType @struct)
        {
            throw new SqlException(
                "DELTA_UPDATE_SCHEMA_MISMATCH_EXPRESSION", "42846", $"Only the fields of a STRUCT can be set one by one; `{path}` is of type {member.Type.Sql}.", own[0].Assignment.Span, $"Set {path} as a whole.");
        }

        var arguments = new List<BoundExpression>();
        foreach (var (inner, i) in @struct.Fields.Select((inner, i) => (inner, i)))
        {
            var mine = own.Where(item => Scope.Same(item.Path[0], inner.Name)).Select(item => (item.Path.Skip(1).ToList(), item.Assignment)).ToList();
            arguments.Add(new BoundLiteral(inner.Name, new StringType()));
            arguments.Add(Value(new BoundField(now, i, inner.Type, now.Nullable || inner.Nullable), inner, mine, binder, $"{path}.{inner.Name}"));
        }

        var unknown = own.FirstOrDefault(item => !@struct.Fields.Any(inner => Scope.Same(inner.Name, item.Path[0])));
        return unknown.Path is null
            ? binder.Apply("named_struct", arguments, own[0].Assignment.Span)
            : throw new SqlException("FIELD_NOT_FOUND", "42704", $"No such struct field `{unknown.Path[0]}` in {string.Join(", ", @struct.Fields.Select(inner => $"`{inner.Name}`"))}.", unknown.Assignment.Column.Span, "Check the field's name.");
    }
}
