using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>Binds queries: CTEs, set operations, VALUES, ordering and limits. SELECT is <see cref="SelectBinder"/>'s.</summary>
internal sealed class QueryBinder(BindingContext context, Scope? outer)
{
    internal BoundRelation Bind(Query query)
    {
        var (inner, made) = Define(query.With, query.IsRecursive);
        var body = new QueryBinder(inner, outer).Within(query);
        return made.Count > 0 ? new BoundWith(made, body) { Span = query.Span } : body;
    }

    /// <summary>Binds CTEs one after the other; each sees those before it.</summary>
    internal (BindingContext Context, IReadOnlyList<CteDefinition> Definitions) Define(IReadOnlyList<CommonTable> tables, bool isRecursive = false)
    {
        var inner = context;
        var made = new List<CteDefinition>();
        foreach (var table in tables)
        {
            made.Add(new CteDefinition(context.NextId(), table.Name.Value, new QueryBinder(isRecursive ? inner.Recursing(table.Name.Value) : inner, outer).Definition(table)));
            inner = inner.With(made[^1]);
        }

        return (inner, made);
    }

    private BoundRelation Within(Query query)
    {
        var body = query.Body is SelectBody select
            ? new SelectBinder(context, outer).Bind(select, query.OrderBy, query.Windows)
            : Ordered(BindBody(query.Body), query.OrderBy);
        if (query.Limit is not null || query.Offset is not null)
            body = new BoundLimit(body, Count(query.Limit), Count(query.Offset)) { Span = (query.Limit ?? query.Offset)!.Span };
        return query.Pipe.Count > 0 ? new PipeBinder(context, outer).Bind(body, query.Pipe) : body;
    }

    internal BoundRelation BindBody(QueryBody body) => body switch
    {
        SelectBody select => new SelectBinder(context, outer).Bind(select, [], []),
        SetOperationBody operation => SetOperation(operation),
        NestedBody nested => Bind(nested.Query),
        ValuesBody values => Values(values),
        TableBody table => new RelationBinder(context, outer).Bind(new NamedTable(table.Name) { Span = table.Span, Reference = table.Span, IsQuery = true }).Relation,
        FromBody from => new SelectBinder(context, outer).Bind(
            new SelectBody([new SelectItem(new StarExpression(null, []), [])], from.From) { LateralViews = from.LateralViews, Span = from.Span }, [], []),
        _ => throw SqlErrors.Unsupported(body.GetType().Name, body.Span),
    };

    private BoundRelation Definition(CommonTable table)
    {
        var query = Bind(table.Query);
        if (table.Columns.Count == 0)
            return query;
        if (table.Columns.Count != query.Output.Count)
            throw new SqlException("ASSIGNMENT_ARITY_MISMATCH", "42802", $"The number of columns or variables assigned or aliased: {table.Columns.Count} does not match the number of source expressions: {query.Output.Count}.", table.Span);
        return new BoundProject(query, [.. query.Output.Zip(table.Columns, (column, name) =>
            (context.NewColumn(name.Value, column.Type, column.Nullable), (BoundExpression)new BoundColumnReference(column)))]);
    }

    internal BoundExpression? Count(Expression? expression)
    {
        if (expression is null)
            return null;
        var bound = new ExpressionBinder(context, Scope.Empty(null)).Bind(expression);
        if (!bound.Type.IsIntegral())
            throw new SqlException("INVALID_LIMIT_LIKE_EXPRESSION.DATA_TYPE", "42K0E", $"The limit like expression is invalid: it must be integer type, but got \"{bound.Type.Sql}\".", expression.Span);
        return bound is BoundLiteral { Value: int and < 0 or long and < 0 }
            ? throw new SqlException("INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE", "42K0E", "The limit like expression is invalid: it must be equal to or greater than 0.", expression.Span)
            : TypeCoercion.ImplicitCast(bound, new LongType());
    }

    private BoundRelation Ordered(BoundRelation body, IReadOnlyList<SortItem> items)
    {
        if (items.Count == 0)
            return body;
        var binder = new ExpressionBinder(context, Scope.Of(body, null, outer));
        return new BoundSort(body, [.. items.Select(item => Ordinal(item, body.Output, binder) ?? binder.SortKey(item))]);
    }

    internal static BoundSortKey? Ordinal(SortItem item, IReadOnlyList<BoundColumn> output, ExpressionBinder binder)
    {
        if (item.Expression is not NumberExpression { IsWhole: true, Suffix: NumberSuffix.None } number)
            return null;
        if (number.Whole < 1 || number.Whole > output.Count)
            throw new SqlException("ORDER_BY_POS_OUT_OF_RANGE", "42805", $"ORDER BY position {number.Text} is not in select list (valid range is [1, {output.Count}]).", number.Span);
        return binder.SortKey(item, new BoundColumnReference(output[(int)number.Whole - 1]));
    }

    private BoundSetOperation SetOperation(SetOperationBody operation) =>
        Combine(BindBody(operation.Left), BindBody(operation.Right), operation);

    /// <summary>A set operation over bound inputs; the types are widened to their common ones.</summary>
    internal BoundSetOperation Combine(BoundRelation left, BoundRelation right, SetOperationBody operation)
    {
        if (left.Output.Count != right.Output.Count)
        {
            throw new SqlException(
                "NUM_COLUMNS_MISMATCH", "42826", $"{operation.Kind.ToString().ToUpperInvariant()} can only be performed on inputs with the same number of columns, but the first input has {left.Output.Count} columns and the second input has {right.Output.Count} columns.", operation.Span);
        }

        var types = left.Output.Zip(right.Output, (l, r) => TypeCoercion.CommonSetType(l.Type, r.Type) ?? throw new SqlException(
            "INCOMPATIBLE_COLUMN_TYPE", "42825", $"{operation.Kind.ToString().ToUpperInvariant()} can only be performed on tables with compatible column types. The column `{r.Name}` is \"{r.Type.Sql}\" type which is not compatible with \"{l.Type.Sql}\".", operation.Span, "Convert one of them with CAST.")).ToList();
        if (!(operation.Kind == SetOperationKind.Union && operation.All))
            CheckNoMaps(left.Output, operation.Span);
        (left, right) = (Projections.CastTo(context, left, types), Projections.CastTo(context, right, types));
        var columns = left.Output.Zip(right.Output, (l, r) => context.NewColumn(l.Name, l.Type, operation.Kind switch
        {
            SetOperationKind.Union => l.Nullable || r.Nullable,
            SetOperationKind.Intersect => l.Nullable && r.Nullable,
            _ => l.Nullable,
        }));
        return new BoundSetOperation(operation.Kind, operation.All, left, right, [.. columns]) { Span = operation.Span };
    }

    /// <summary>Maps cannot be compared, so no distinct rows of them.</summary>
    internal static void CheckNoMaps(IReadOnlyList<BoundColumn> columns, SourceSpan span)
    {
        static bool HasMap(SparkType type) => type switch
        {
            MapType => true,
            ArrayType array => HasMap(array.Element),
            StructType @struct => @struct.Fields.Any(member => HasMap(member.Type)),
            _ => false,
        };
        if (columns.FirstOrDefault(column => HasMap(column.Type)) is { } map)
        {
            throw new SqlException(
                "UNSUPPORTED_FEATURE.SET_OPERATION_ON_MAP_TYPE", "0A000", $"The feature is not supported: Cannot have MAP type columns in DataFrame which calls set operations (INTERSECT, EXCEPT, etc.), but the type of column `{map.Name}` is \"{map.Type.Sql}\".", span, "Compare map_entries(…) sorted, or leave the column out.");
        }
    }

    private BoundValues Values(ValuesBody values)
    {
        var binder = new ExpressionBinder(context, Scope.Empty(outer));
        var rows = values.Rows.Select(row => row.Select(binder.Bind).ToList()).ToList();
        var width = rows[0].Count;
        if (rows.FindIndex(row => row.Count != width) is >= 0 and var uneven)
            throw new SqlException("INVALID_INLINE_TABLE.NUM_COLUMNS_MISMATCH", "42000", $"Invalid inline table. Inline table expected {width} columns but found {rows[uneven].Count} columns in row {uneven}.", values.Rows[uneven][0].Span);
        if (values.Alias is { Columns.Count: > 0 } alias && alias.Columns.Count != width)
            throw new SqlException("ASSIGNMENT_ARITY_MISMATCH", "42802", $"The number of columns or variables assigned or aliased: {alias.Columns.Count} does not match the number of source expressions: {width}.", alias.Span);
        var columns = new List<BoundColumn>();
        for (var i = 0; i < width; i++)
        {
            var cells = rows.Select(row => row[i]).ToList();
            var type = TypeCoercion.CommonTypeWithoutPromotion([.. cells.Select(cell => cell.Type)])
                ?? throw new SqlException("INVALID_INLINE_TABLE.INCOMPATIBLE_TYPES_IN_INLINE_TABLE", "42000", $"Invalid inline table. Found incompatible types in the column `col{i + 1}` for inline table.", values.Rows[0][i].Span);
            foreach (var row in rows)
                row[i] = TypeCoercion.ImplicitCast(row[i], type);
            columns.Add(context.NewColumn(values.Alias is { Columns.Count: > 0 } names ? names.Columns[i].Value : $"col{i + 1}", type, rows.Any(row => row[i].Nullable)));
        }

        return new BoundValues(columns, rows) { Span = values.Span };
    }
}
