using Edlake.Sql.Diagnostics;
using Edlake.Sql.Functions;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding;

/// <summary>
/// Binds one SELECT, clause by clause in the order they work: FROM, LATERAL VIEW, WHERE, GROUP BY, HAVING, windows and select
/// list, QUALIFY, DISTINCT, ORDER BY.
/// </summary>
internal sealed class SelectBinder(BindingContext context, Scope? outer)
{
    internal BoundRelation Bind(SelectBody select, IReadOnlyList<SortItem> orderBy, IReadOnlyList<(Identifier Name, WindowSpecification Window)> windows)
    {
        var (input, scope) = select.From is null
            ? (new BoundOneRow(), Scope.Empty(outer))
            : new RelationBinder(context, outer).Bind(select.From);
        foreach (var view in select.LateralViews)
            (input, scope) = Lateral(view, input, scope);
        return Over(select, input, scope, orderBy, windows);
    }

    /// <summary>The clauses after FROM over a relation that is bound already.</summary>
    internal BoundRelation Over(SelectBody select, BoundRelation input, Scope scope) => Over(select, input, scope, [], []);

    private BoundRelation Over(
        SelectBody select, BoundRelation input, Scope scope, IReadOnlyList<SortItem> orderBy, IReadOnlyList<(Identifier Name, WindowSpecification Window)> windows)
    {
        if (select.Where is not null)
            input = Where(select.Where, input, scope);
        var binder = new ExpressionBinder(context, scope) { Windows = [.. select.Windows, .. windows] };
        (input, var items) = Items(select, input, binder);
        if (select.GroupBy is null && items.SelectMany(item => item.Expression.SelfAndDescendants()).FirstOrDefault(part => part is BoundGroupingCall) is { } stray)
            throw BindingErrors.GroupingOutsideSets(stray.Span);
        var grouping = select.GroupBy is not null || select.Having is not null || items.Any(item => HasAggregate(item.Expression))
            ? new AggregationBinder(context, binder).Bind(select, items, input)
            : null;
        return Projected(select, orderBy, input, scope, binder, grouping, grouping?.Items ?? items);
    }

    internal static bool HasAggregate(BoundExpression expression) => expression switch
    {
        BoundAggregateCall => true,
        BoundWindow window => window.Function.Children().Concat(window.PartitionBy).Concat(window.OrderBy.Select(key => key.Expression)).Any(HasAggregate),
        _ => expression.Children().Any(HasAggregate),
    };

    private (BoundRelation, Scope) Lateral(LateralView view, BoundRelation input, Scope scope)
    {
        var name = view.Call.Name.Parts[^1].Value.ToLowerInvariant();
        var definition = FunctionRegistry.Default.Find(name);
        if (definition?.Kind != FunctionKind.Generator)
            throw new SqlException("UNRESOLVED_ROUTINE", "42883", $"Cannot resolve the generator `{name}`.", view.Span, "Generators are explode, posexplode and their kin.");
        var arguments = new ExpressionBinder(context, scope).Arguments(view.Call).ToList();
        var generate = RelationBinder.Generate(context, input, definition, name, arguments, view.IsOuter || name.EndsWith("_outer", StringComparison.Ordinal), view.Span);
        if (view.Columns.Count > 0)
            generate = generate with { Columns = Renamed(generate.Columns, view.Columns, view.Span) };
        generate = new BoundGenerate(generate.Input, generate.Generator, generate.Arguments, generate.IsOuter, generate.Columns) { Span = view.Span };
        IReadOnlyList<string> qualifier = view.Table is null ? [] : [view.Table.Value];
        return (generate, scope with { Columns = [.. scope.Columns, .. generate.Columns.Select(column => new ScopeColumn(column, qualifier))] });
    }

    private static List<BoundColumn> Renamed(IReadOnlyList<BoundColumn> columns, IReadOnlyList<Identifier> names, SourceSpan span)
    {
        if (columns.Count != names.Count)
            throw new SqlException("UDTF_ALIAS_NUMBER_MISMATCH", "42802", $"The number of aliases supplied in the AS clause does not match the number of columns output by the UDTF. Expected {columns.Count} aliases, but got {names.Count}.", span);
        return [.. columns.Zip(names, (column, name) => column with { Name = name.Value })];
    }

    internal BoundFilter Where(Expression where, BoundRelation input, Scope scope)
    {
        var condition = new ExpressionBinder(context, scope).BindCondition(where, "WHERE");
        if (condition.SelfAndDescendants().Any(part => part is BoundAggregateCall or BoundWindow))
            throw new SqlException("INVALID_WHERE_CONDITION", "42903", $"The WHERE condition \"{context.Text.Substring(where.Span.Start, where.Span.Length)}\" contains invalid expressions: aggregate or window functions.", where.Span, "Rewrite the query to avoid window functions, aggregate functions, and generator functions in the WHERE clause: use HAVING or QUALIFY.");
        return new BoundFilter(input, condition, FilterClause.Where) { Span = where.Span };
    }

    private (BoundRelation Input, List<SelectedItem> Items) Items(SelectBody select, BoundRelation input, ExpressionBinder binder)
    {
        var items = new List<SelectedItem>();
        foreach (var item in select.Items)
        {
            if (item.Expression is StarExpression star)
            {
                items.AddRange(binder.Star(star).Select(column => new SelectedItem(column.Name, column.Value, null)));
            }
            else if (item.Expression is FieldExpression { Field.Value: "*" } || Generator(item) is null)
            {
                var bound = binder.Bind(item.Expression);
                var name = item.Aliases.Count > 0 ? item.Aliases[0].Value : NameOf(item.Expression, bound, binder);
                items.Add(new SelectedItem(name, bound, item));
                if (item.Aliases.Count > 0)
                    binder.LateralAliases[name] = bound;
            }
            else
            {
                (input, var made) = Generated(item, input, binder);
                items.AddRange(made);
            }
        }

        return (input, items);
    }

    // A column keeps the name its table gave it, whatever case the query wrote.
    private static string NameOf(Expression expression, BoundExpression bound, ExpressionBinder binder) => (expression, bound) switch
    {
        (NameExpression, BoundColumnReference reference) => expression is NameExpression { Name.Parts: [.., var last] } ? last.Value : reference.Column.Name,
        (_, BoundField part) when ColumnNames.IsPath(expression) => part.Name,
        _ => binder.NameOf(expression),
    };

    internal static bool IsGenerator(SelectItem item) => Generator(item) is not null;

    private static (CallExpression Call, FunctionDefinition Definition)? Generator(SelectItem item) =>
        item.Expression is CallExpression { Over: null, Name.Parts: [.., var last] } call && FunctionRegistry.Default.Find(last.Value) is { Kind: FunctionKind.Generator } definition
            ? (call, definition)
            : null;

    private (BoundRelation, IEnumerable<SelectedItem>) Generated(SelectItem item, BoundRelation input, ExpressionBinder binder)
    {
        var (call, definition) = Generator(item)!.Value;
        var name = call.Name.Parts[^1].Value.ToLowerInvariant();
        var generate = RelationBinder.Generate(context, input, definition, name, [.. binder.Arguments(call)], name.EndsWith("_outer", StringComparison.Ordinal), item.Span);
        var columns = item.Aliases.Count > 0 ? Renamed(generate.Columns, item.Aliases, item.Span) : generate.Columns;
        generate = new BoundGenerate(generate.Input, generate.Generator, generate.Arguments, generate.IsOuter, columns) { Span = item.Span };
        return (generate, columns.Select(column => new SelectedItem(column.Name, new BoundColumnReference(column), null)));
    }

    private BoundRelation Projected(
        SelectBody select, IReadOnlyList<SortItem> orderBy, BoundRelation input, Scope scope, ExpressionBinder binder, Grouping? grouping, IReadOnlyList<SelectedItem> items)
    {
        var outputs = items.Select(item => (Column: Output(item), item.Expression)).ToList();
        var keys = new List<BoundSortKey>();
        var hidden = new List<(BoundColumn Column, BoundExpression Expression)>();
        BoundExpression Place(BoundExpression expression)
        {
            if (outputs.Concat(hidden).FirstOrDefault(output => output.Expression.Key() == expression.Key()).Column is { } known)
                return new BoundColumnReference(known);
            var column = context.NewColumn("sort", expression.Type, expression.Nullable);
            hidden.Add((column, expression));
            return new BoundColumnReference(column);
        }

        var qualify = select.Qualify is null ? null : Place(Resolved(binder.BindCondition(select.Qualify, "QUALIFY"), grouping));
        foreach (var item in IsAll(orderBy, outputs) ? outputs.Select(output => orderBy[0] with { Expression = new NumberExpression($"{outputs.IndexOf(output) + 1}", NumberSuffix.None) }) : orderBy)
            keys.Add(OrderKey(item, outputs, scope, binder, grouping, Place, select.IsDistinct));
        BoundRelation relation = new BoundProject(grouping?.Relation() ?? input, [.. outputs, .. hidden]) { Span = select.Span };
        if (qualify is not null)
            relation = new BoundFilter(relation, qualify, FilterClause.Qualify) { Span = select.Qualify!.Span };
        if (select.IsDistinct)
            QueryBinder.CheckNoMaps([.. outputs.Select(output => output.Column)], select.Span);
        if (select.IsDistinct)
            relation = new BoundDistinct(hidden.Count > 0 ? Projections.Keep(relation, outputs.Select(output => output.Column)) : relation) { Span = select.Span };
        if (keys.Count > 0)
            relation = new BoundSort(relation, keys);
        return hidden.Count > 0 && !select.IsDistinct ? Projections.Keep(relation, outputs.Select(output => output.Column)) : relation;
    }

    // ORDER BY ALL: every output from left to right, unless one has that name.
    private static bool IsAll(IReadOnlyList<SortItem> orderBy, List<(BoundColumn Column, BoundExpression Expression)> outputs) =>
        orderBy is [{ Expression: NameExpression { Name.Parts: [{ IsQuoted: false } only] } }]
        && Scope.Same(only.Value, "all")
        && !outputs.Any(output => Scope.Same(output.Column.Name, "all"));

    // A plain column that keeps its name keeps its id as well, so that outer references into grouped queries stay true.
    private BoundColumn Output(SelectedItem item) => context.NewColumn(item.Name, item.Expression.Type, item.Expression.Nullable) with
    {
        Comment = item.Expression is BoundColumnReference reference ? reference.Column.Comment : null,
    };

    private static BoundExpression Resolved(BoundExpression expression, Grouping? grouping) => grouping?.Resolve(expression) ?? expression;

    private BoundSortKey OrderKey(
        SortItem item,
        IReadOnlyList<(BoundColumn Column, BoundExpression Expression)> outputs,
        Scope scope,
        ExpressionBinder binder,
        Grouping? grouping,
        Func<BoundExpression, BoundExpression> place,
        bool isDistinct)
    {
        if (QueryBinder.Ordinal(item, [.. outputs.Select(output => output.Column)], binder) is { } ordinal)
            return ordinal;
        if (item.Expression is NameExpression { Name.Parts: [var single] } && outputs.Where(output => Scope.Same(output.Column.Name, single.Value)).ToList() is [var named, ..])
            return binder.SortKey(item, new BoundColumnReference(named.Column));

        // Names of the select list come first, then those of FROM.
        var names = new Scope([.. outputs.Select(output => new ScopeColumn(output.Column, []))], null);
        var aliases = new ExpressionBinder(context, scope) { Windows = binder.Windows };
        foreach (var output in outputs)
            aliases.LateralAliases[output.Column.Name] = output.Expression;
        var bound = Bound(item.Expression, aliases, binder, names, outputs, grouping);
        if (isDistinct && !outputs.Any(output => output.Expression.Key() == bound.Key()))
            throw new SqlException("UNRESOLVED_COLUMN.WITH_SUGGESTION", "42703", "With SELECT DISTINCT, ORDER BY can only use what the select list has.", item.Span, "Add the expression to the select list.");
        return binder.SortKey(item, place(bound));
    }

    private static BoundExpression Bound(
        Expression expression,
        ExpressionBinder aliases,
        ExpressionBinder binder,
        Scope names,
        IReadOnlyList<(BoundColumn Column, BoundExpression Expression)> outputs,
        Grouping? grouping)
    {
        try
        {
            return Resolved(aliases.Bind(expression), grouping);
        }
        catch (SqlException error) when (error.ErrorClass is "MISSING_AGGREGATION" or "MISSING_GROUP_BY")
        {
            // Over a grouped query a name may mean a select item whose name a FROM column has as well.
            var bound = new ExpressionBinder(binder.Context, names).Bind(expression);
            return bound.Rewrite(part => part is BoundColumnReference reference
                ? outputs.First(output => output.Column.Id == reference.Column.Id).Expression
                : null);
        }
    }

}

/// <summary>One output of a select list: its name, what it is, and the item it came from (null for a star's).</summary>
internal sealed record SelectedItem(string Name, BoundExpression Expression, SelectItem? Source);
