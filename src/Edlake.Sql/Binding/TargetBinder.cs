using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>What all statements that write share: the target table, store assignment, defaults and promises.</summary>
internal sealed class TargetBinder(BindingContext context)
{
    internal TableEntry Table(QualifiedName name)
    {
        var parts = context.NameOf(name);
        return context.Catalog.Find(parts, null) switch
        {
            TableEntry table => table,
            null => throw BindingErrors.TableNotFound(string.Join('.', parts), context.Catalog.SimilarNames(parts), name.Span),
            _ => throw new SqlException("EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE", "42809", $"'{string.Join('.', parts)}' expects a table but is a view.", name.Span, "Write to the tables under the view."),
        };
    }

    /// <summary>A value converted to its column's type; what does not fit raises when the statement runs.</summary>
    internal static BoundExpression Assigned(BoundExpression value, StructField column, SourceSpan span)
    {
        if (value.Type == column.Type)
            return value;
        if (!TypeCoercion.CanStoreAssign(value.Type, column.Type))
        {
            throw new SqlException(
                "INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_SAFELY_CAST", "KD000", $"Cannot write incompatible data for the table: Cannot safely cast `{column.Name}` \"{value.Type.Sql}\" to \"{column.Type.Sql}\".", span, "Convert the value with CAST.");
        }

        return TypeCoercion.ImplicitCast(value, column.Type);
    }

    /// <summary>What a column gets that the statement does not name: its default, or NULL.</summary>
    internal BoundExpression Default(StructField column) => column.Default is { } text
        ? Assigned(Expression(text, Scope.Empty(null)), column, default)
        : new BoundLiteral(null, column.Type);

    /// <summary>NOT NULL and CHECK of the target, over the columns that are about to be written.</summary>
    internal IReadOnlyList<BoundCheck> Checks(TableEntry target, IReadOnlyList<BoundColumn> written)
    {
        var checks = new List<BoundCheck>();
        var binder = new ExpressionBinder(context, Scope.Empty(null));
        foreach (var (column, value) in target.Schema.Fields.Zip(written))
        {
            if (!column.Nullable && value.Nullable)
                checks.Add(new BoundCheck(column.Name, $"{column.Name} IS NOT NULL", true, binder.Apply("isnotnull", [new BoundColumnReference(value)], default)));
        }

        var scope = new Scope([.. target.Schema.Fields.Zip(written, (column, value) => new ScopeColumn(value with { Name = column.Name }, [target.Name.Name]))], null);
        checks.AddRange(target.CheckConstraints.Select(check => new BoundCheck(check.Key, check.Value, false, Expression(check.Value, scope))));
        return checks;
    }

    // Constraint and default texts are not part of the statement: their errors carry no position in it.
    private BoundExpression Expression(string text, Scope scope) =>
        new ExpressionBinder(new BindingContext(context.Catalog, context.Session, text) { Parent = context }, scope).Bind(SqlParser.ParseExpression(new SourceText(text)));
}
