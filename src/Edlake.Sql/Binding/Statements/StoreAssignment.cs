using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding.Statements;

/// <summary>Conversion of a value to the type of the column or variable it is stored in.</summary>
internal static class StoreAssignment
{
    internal static BoundExpression Convert(BindingContext context, BoundExpression value, StructField column) =>
        Convert(context, value, column.Type, column.Name);

    internal static BoundExpression Convert(BindingContext context, BoundExpression value, SparkType declared, string column)
    {
        var type = WriteTarget.Stored(declared);
        var converted = value.Type is StructType from && type is StructType to && !SameShape(from, to)
            ? Struct(context, value, from, to, column)
            : Cast(value, type, column);
        return declared is CharType @char ? Padded(context, converted, @char.Length) : converted;
    }

    private static BoundExpression Cast(BoundExpression value, SparkType type, string column)
    {
        if (value.Type == type)
            return value;
        if (!TypeCoercion.CanStoreAssign(value.Type, type))
        {
            throw new SqlException(
                "DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION",
                "42K09",
                $"Cannot resolve \"{column}\" due to data type mismatch: cannot cast \"{value.Type.Sql}\" to \"{type.Sql}\".",
                value.Span.Length > 0 ? value.Span : null,
                $"Convert the value to {type.Sql}.");
        }

        var converted = TypeCoercion.ImplicitCast(value, type);
        return converted is BoundCast cast ? cast with { StoredIn = column } : converted;
    }

    // Fields go by name, in whatever order they come; what the value does not have is NULL.
    private static BoundExpression Struct(BindingContext context, BoundExpression value, StructType from, StructType to, string column)
    {
        var binder = new ExpressionBinder(context, Scope.Empty(null));
        var arguments = new List<BoundExpression>();
        foreach (var (member, place) in to.Fields.Select((member, i) => (member, i)))
        {
            var at = from.Fields.ToList().FindIndex(candidate => Scope.Same(candidate.Name, member.Name));
            if (at < 0 && from.Fields.Count == to.Fields.Count)
                at = place;
            arguments.Add(new BoundLiteral(member.Name, new StringType()));
            arguments.Add(at < 0
                ? new BoundLiteral(null, member.Type)
                : Convert(context, new BoundField(value, at, from.Fields[at].Type, value.Nullable || from.Fields[at].Nullable), member.Type, $"{column}.{member.Name}"));
        }

        var made = binder.Apply("named_struct", arguments, value.Span);
        if (!value.Nullable)
            return made;
        return new BoundCase([(binder.Apply("isnull", [value], value.Span), new BoundLiteral(null, made.Type))], made, made.Type, true) { Span = value.Span };
    }

    private static bool SameShape(StructType from, StructType to) =>
        from.Fields.Count == to.Fields.Count && from.Fields.Zip(to.Fields).All(pair => Scope.Same(pair.First.Name, pair.Second.Name)
            && (pair.First.Type is not StructType f || pair.Second.Type is not StructType t || SameShape(f, t)));

    private static BoundExpression Padded(BindingContext context, BoundExpression value, int length)
    {
        var binder = new ExpressionBinder(context, Scope.Empty(null));
        var size = new BoundLiteral(length, new IntegerType());
        var isShort = binder.Apply("<", [binder.Apply("length", [value], value.Span), size], value.Span);
        var padded = binder.Apply("rpad", [value, size, new BoundLiteral(" ", new StringType())], value.Span);
        return new BoundCase([(isShort, padded)], value, value.Type, value.Nullable) { Span = value.Span };
    }

    /// <summary>DEFAULT among the cells of VALUES or the items of a SELECT: the column's default stands in its place.</summary>
    internal static Query WithDefaults(Query query, Func<int, Expression?> defaultOf)
    {
        Expression Cell(Expression cell, int place) => cell is DefaultExpression ? defaultOf(place) ?? cell : cell;
        var body = query.Body switch
        {
            ValuesBody values => values with { Rows = [.. values.Rows.Select(row => (IReadOnlyList<Expression>)[.. row.Select(Cell)])] },
            SelectBody select => select with { Items = [.. select.Items.Select((item, i) => item with { Expression = Cell(item.Expression, i) })] },
            var other => other,
        };
        return query with { Body = body };
    }
}
