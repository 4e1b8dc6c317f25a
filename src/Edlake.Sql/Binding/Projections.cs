using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>Select lists that the binder makes by itself.</summary>
internal static class Projections
{
    /// <summary>The relation with its columns in the given types, itself when they are.</summary>
    internal static BoundRelation CastTo(BindingContext context, BoundRelation relation, IReadOnlyList<SparkType> types)
    {
        if (relation.Output.Select(column => column.Type).SequenceEqual(types))
            return relation;
        var items = relation.Output.Zip(types, (column, type) =>
        {
            var value = TypeCoercion.ImplicitCast(new BoundColumnReference(column), type);
            return (context.NewColumn(column.Name, type, value.Nullable), value);
        });
        return new BoundProject(relation, [.. items]);
    }

    /// <summary>Columns passed on as they are, same ids.</summary>
    internal static BoundProject Keep(BoundRelation relation, IEnumerable<BoundColumn> columns) =>
        new(relation, [.. columns.Select(column => (column, (BoundExpression)new BoundColumnReference(column)))]);
}
