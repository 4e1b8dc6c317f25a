using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>UNPIVOT: the named columns become rows, all others are kept.</summary>
internal sealed class UnpivotBinder(BindingContext context, Scope? outer, RelationBinder relations)
{
    internal (BoundRelation Relation, Scope Scope) Bind(UnpivotTable unpivot)
    {
        var (input, scope) = relations.Bind(unpivot.Input);
        var binder = new ExpressionBinder(context, scope);
        var groups = unpivot.Groups.Select(group => (
            Name: group.Alias?.Value ?? string.Join("_", group.Columns.Select(column => column.Values[^1])),
            Values: group.Columns.Select(column => binder.Bind(new NameExpression(column) { Span = column.Span })).ToList())).ToList();
        if (groups.Find(group => group.Values.Count != unpivot.ValueColumns.Count).Name is { } uneven)
            throw new SqlException("UNPIVOT_VALUE_SIZE_MISMATCH", "428C4", $"All unpivot value columns must have the same size as there are value column names ({unpivot.ValueColumns.Count}): {uneven}.", unpivot.Span);
        var types = unpivot.ValueColumns.Select((_, i) => ValueType(unpivot, groups, i)).ToList();
        var converted = groups.Select(group => (group.Name, (IReadOnlyList<BoundExpression>)[.. group.Values.Zip(types, TypeCoercion.ImplicitCast)])).ToList();
        var used = groups.SelectMany(group => group.Values).OfType<BoundColumnReference>().Select(reference => reference.Column.Id).ToHashSet();
        var kept = scope.Star(null).Where(column => !used.Contains(column.Column.Id)).ToList();
        var name = context.NewColumn(unpivot.NameColumn.Value, new StringType(), false);
        var values = unpivot.ValueColumns.Select((column, i) => context.NewColumn(column.Value, types[i], converted.Any(group => group.Item2[i].Nullable))).ToList();
        var relation = new BoundUnpivot(input, [.. kept.Select(column => column.Column)], name, values, converted, unpivot.IncludesNulls) { Span = unpivot.Span };
        return (relation, new Scope([.. kept, .. values.Prepend(name).Select(column => new ScopeColumn(column, []))], outer));
    }

    private static SparkType ValueType(UnpivotTable unpivot, List<(string Name, List<BoundExpression> Values)> groups, int place) =>
        TypeCoercion.CommonTypeWithoutPromotion([.. groups.Select(group => group.Values[place].Type)]) ?? throw new SqlException(
            "UNPIVOT_VALUE_DATA_TYPE_MISMATCH",
            "42K09",
            $"Unpivot value columns must share a least common type, some types do not: [{string.Join(", ", groups.Select(group => $"\"{group.Values[place].Type.Sql}\" (`{group.Name}`)"))}].",
            unpivot.Span,
            "Convert them in a subquery first.");
}
