using Edlake.Sql.Types;

namespace Edlake.Sql.Binding.Statements;

/// <summary>The promises a table makes about its rows, bound over the rows to be written.</summary>
internal sealed class WriteChecks(BindingContext context)
{
    private readonly ExpressionBinder _operators = new(context, Scope.Empty(null));

    /// <summary>NOT NULL, lengths of CHAR and VARCHAR, given values of generated columns, CHECK constraints.</summary>
    /// <param name="target">The table.</param>
    /// <param name="rows">The rows' columns, one a column of the table.</param>
    /// <param name="given">Ordinals of generated columns whose value the statement gives itself.</param>
    internal IReadOnlyList<BoundCheck> Of(WriteTarget target, IReadOnlyList<BoundColumn> rows, IReadOnlyCollection<int>? given = null)
    {
        var checks = new List<BoundCheck>();
        for (var i = 0; i < target.Fields.Count; i++)
        {
            var column = new BoundColumnReference(rows[i]);
            NotNull(checks, target.Fields[i], column, target.Fields[i].Name, null);
            Length(checks, target.Fields[i], column);
        }

        var scope = new Scope([.. rows.Select(row => new ScopeColumn(row, [target.Table.Name.Catalog, target.Table.Name.Schema, target.Table.Name.Name]))], null);
        foreach (var i in given ?? [])
        {
            var column = target.Fields[i];
            var text = target.GeneratedText(column)!;
            var value = context.BindText(text, $"generated column {column.Name}", scope);
            var condition = _operators.Apply("<=>", [new BoundColumnReference(rows[i]), TypeCoercion.ImplicitCast(value, rows[i].Type)], default);
            checks.Add(new BoundCheck("Generated Column", $"({column.Name} <=> {text})", false, condition));
        }

        foreach (var (name, text) in target.Table.CheckConstraints)
            checks.Add(new BoundCheck(name, text, false, Condition(name, text, scope)));
        return checks;
    }

    private void NotNull(List<BoundCheck> checks, StructField member, BoundExpression value, string path, BoundExpression? parentIsNull)
    {
        if (!member.Nullable)
        {
            var test = _operators.Apply("isnotnull", [value], default);
            checks.Add(new BoundCheck(path, $"{path} IS NOT NULL", true, parentIsNull is null ? test : _operators.Apply("or", [parentIsNull, test], default)));
        }

        if (member.Type is not StructType @struct)
            return;
        var isNull = _operators.Apply("isnull", [value], default);
        for (var i = 0; i < @struct.Fields.Count; i++)
        {
            var inner = @struct.Fields[i];
            NotNull(checks, inner, new BoundField(value, i, inner.Type, true), $"{path}.{inner.Name}", isNull);
        }
    }

    private void Length(List<BoundCheck> checks, StructField member, BoundExpression value)
    {
        var limit = member.Type switch { CharType c => c.Length, VarcharType v => v.Length, _ => 0 };
        if (limit == 0)
            return;
        var fits = _operators.Apply("<=", [_operators.Apply("length", [value], default), new BoundLiteral(limit, new IntegerType())], default);
        var condition = _operators.Apply("or", [_operators.Apply("isnull", [value], default), fits], default);
        checks.Add(new BoundCheck(member.Name, $"(({member.Name} IS NULL) OR (length({member.Name}) <= {limit}))", false, condition)
        {
            ErrorClass = "DELTA_EXCEED_CHAR_VARCHAR_LIMIT",
        });
    }

    private BoundExpression Condition(string name, string text, Scope scope)
    {
        var bound = context.BindText(text, $"constraint {name}", scope);
        return bound.Type is BooleanType ? bound : TypeCoercion.ImplicitCast(bound, new BooleanType());
    }
}
