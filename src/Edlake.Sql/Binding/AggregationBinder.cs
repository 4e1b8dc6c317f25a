using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding;

/// <summary>A grouped query: the relation that groups (to be asked for when all aggregates are known), the select items over it, and how further expressions are seen over it.</summary>
internal sealed record Grouping(Func<BoundRelation> Relation, IReadOnlyList<SelectedItem> Items, Func<BoundExpression, BoundExpression> Resolve);

/// <summary>GROUP BY and aggregates: takes the aggregate calls out of the select list, HAVING and ORDER BY.</summary>
internal sealed class AggregationBinder(BindingContext context, ExpressionBinder binder)
{
    private readonly List<(BoundColumn Column, BoundExpression Expression)> _groups = [];
    private readonly List<(BoundColumn Column, BoundAggregateCall Call)> _aggregates = [];
    private BoundColumn? _groupingId;
    private bool _isGlobal;

    internal Grouping Bind(SelectBody select, IReadOnlyList<SelectedItem> items, BoundRelation input)
    {
        _isGlobal = select.GroupBy is null;
        var sets = select.GroupBy is null ? null : GroupingSets(select.GroupBy, items, select);
        var having = select.Having is null ? null : HavingCondition(select.Having, items);
        var resolved = items.Select(item => item with { Expression = Resolve(item.Expression) }).ToList();
        return new Grouping(() => Relation(select, input, sets, having), resolved, Resolve);
    }

    private BoundRelation Relation(SelectBody select, BoundRelation input, IReadOnlyList<IReadOnlyList<int>>? sets, BoundExpression? having)
    {
        BoundRelation relation = new BoundAggregation(input, [.. _groups], sets, _groupingId, [.. _aggregates]) { Span = select.GroupBy?.Span ?? select.Span };
        return having is null ? relation : new BoundFilter(relation, having, FilterClause.Having) { Span = select.Having!.Span };
    }

    private BoundExpression HavingCondition(Expression having, IReadOnlyList<SelectedItem> items)
    {
        foreach (var item in items)
            binder.LateralAliases[item.Name] = item.Expression;
        return Resolve(binder.BindCondition(having, "HAVING"));
    }

    private List<IReadOnlyList<int>>? GroupingSets(GroupBy groupBy, IReadOnlyList<SelectedItem> items, SelectBody select)
    {
        if (groupBy.IsAll)
        {
            foreach (var item in items.Where(item => !SelectBinder.HasAggregate(item.Expression)))
                Group(item.Expression);
            return null;
        }

        if (groupBy.Elements.All(element => element.Kind == GroupingKind.Plain))
        {
            foreach (var element in groupBy.Elements)
                Group(GroupExpression(element.Sets[0][0], items, select));
            return null;
        }

        var product = new List<IReadOnlyList<int>> { Array.Empty<int>() };
        foreach (var element in groupBy.Elements)
        {
            var sets = Sets(element, items, select);
            product = [.. product.SelectMany(left => sets.Select(right => (IReadOnlyList<int>)[.. left.Union(right)]))];
        }

        _groupingId = context.NewColumn("spark_grouping_id", new Types.LongType(), false);
        for (var i = 0; i < _groups.Count; i++)
        {
            if (product.Any(set => !set.Contains(i)))
                _groups[i] = (_groups[i].Column with { Nullable = true }, _groups[i].Expression);
        }

        return product;
    }

    private List<IReadOnlyList<int>> Sets(GroupingElement element, IReadOnlyList<SelectedItem> items, SelectBody select)
    {
        var sets = element.Sets.Select(set => (IReadOnlyList<int>)[.. set.Select(expression => Group(GroupExpression(expression, items, select), fresh: true))]).ToList();
        return element.Kind switch
        {
            GroupingKind.Rollup => [.. Enumerable.Range(0, sets.Count + 1).Select(dropped => (IReadOnlyList<int>)[.. sets.Take(sets.Count - dropped).SelectMany(set => set)])],
            GroupingKind.Cube => [.. Enumerable.Range(0, 1 << sets.Count).Reverse().Select(mask => (IReadOnlyList<int>)[.. sets.Where((_, i) => (mask >> (sets.Count - 1 - i) & 1) == 1).SelectMany(set => set)])],
            _ => [.. sets, .. element.Nested.SelectMany(nested => Sets(nested, items, select))],
        };
    }

    private BoundExpression GroupExpression(Expression expression, IReadOnlyList<SelectedItem> items, SelectBody select)
    {
        if (expression is NumberExpression { IsWhole: true, Suffix: NumberSuffix.None } number)
        {
            if (number.Whole < 1 || number.Whole > items.Count)
                throw new SqlException("GROUP_BY_POS_OUT_OF_RANGE", "42805", $"GROUP BY position {number.Text} is not in select list (valid range is [1, {items.Count}]).", number.Span);
            var item = items[(int)number.Whole - 1].Expression;
            return SelectBinder.HasAggregate(item)
                ? throw new SqlException("GROUP_BY_POS_AGGREGATE", "42903", $"GROUP BY {number.Text} refers to an expression that contains an aggregate function. Aggregate functions are not allowed in GROUP BY.", number.Span)
                : item;
        }

        var bound = GroupName(expression, items, select) ?? binder.Bind(expression);
        return SelectBinder.HasAggregate(bound)
            ? throw new SqlException("GROUP_BY_AGGREGATE", "42903", "Aggregate functions are not allowed in GROUP BY.", expression.Span)
            : bound;
    }

    // A column of FROM comes before an alias of the select list: LateralAliases is only asked after the scope.
    private BoundExpression? GroupName(Expression expression, IReadOnlyList<SelectedItem> items, SelectBody select)
    {
        if (expression is not NameExpression { Name.Parts: [var only] } || select.Items.All(item => item.Aliases.Count == 0 || !Scope.Same(item.Aliases[0].Value, only.Value)))
            return null;
        binder.LateralAliases[only.Value] = items.First(item => Scope.Same(item.Name, only.Value)).Expression;
        return binder.Bind(expression);
    }

    private int Group(BoundExpression expression, bool fresh = false)
    {
        var key = expression.Key();
        var known = _groups.FindIndex(group => group.Expression.Key() == key);
        if (known >= 0)
            return known;

        // A plain column stays itself, so that correlated subqueries above still find it.
        var column = expression is BoundColumnReference reference && !fresh
            ? reference.Column
            : context.NewColumn("group", expression.Type, expression.Nullable);
        _groups.Add((column, expression));
        return _groups.Count - 1;
    }

    private BoundExpression Resolve(BoundExpression expression) => expression.Rewrite(part =>
    {
        var key = part.Key();
        var group = _groups.FindIndex(candidate => candidate.Expression.Key() == key);
        if (group >= 0)
            return new BoundColumnReference(_groups[group].Column) { Span = part.Span };
        return part switch
        {
            BoundAggregateCall call => Aggregate(call, key),
            BoundGroupingCall grouping => GroupingBits(grouping),
            BoundColumnReference reference when !IsOuter(reference) && !IsOwn(reference) => throw (_isGlobal
                ? BindingErrors.MissingGroupBy(part.Span)
                : BindingErrors.MissingAggregation(reference.Column.Name, part.Span)),
            _ => null,
        };
    });

    // The grouping id has one bit a grouping column, the first one's the highest; 1 means not grouped by in this row.
    private BoundExpression GroupingBits(BoundGroupingCall call)
    {
        if (_groupingId is null)
            throw BindingErrors.GroupingOutsideSets(call.Span);
        var id = new BoundColumnReference(_groupingId) { Span = call.Span };
        var places = call.Arguments.Select(argument => _groups.FindIndex(group => group.Expression.Key() == argument.Key())).ToList();
        if (call.IsId && (places.Count == 0 || places.SequenceEqual(Enumerable.Range(0, _groups.Count))))
            return id;
        if (call.IsId || places.Count != 1 || places[0] < 0)
        {
            throw new SqlException(
                call.IsId ? "GROUPING_ID_COLUMN_MISMATCH" : "GROUPING_COLUMN_MISMATCH", "42803", "The columns of grouping() and grouping_id() must be grouping columns; grouping_id takes all of them in order, or none.", call.Span, "Write grouping_id() without columns.");
        }

        var shift = new BoundLiteral(_groups.Count - 1 - places[0], new Types.IntegerType());
        var bit = binder.Apply("&", [binder.Apply(">>", [id, shift], call.Span), new BoundLiteral(1L, new Types.LongType())], call.Span);
        return new BoundCast(bit, new Types.ByteType(), CastMode.Ansi, false) { Span = call.Span };
    }

    private bool IsOwn(BoundColumnReference reference) =>
        _groups.Any(group => group.Column.Id == reference.Column.Id) || _aggregates.Any(aggregate => aggregate.Column.Id == reference.Column.Id);

    private bool IsOuter(BoundColumnReference reference) => !binder.Sees(reference.Column);

    private BoundColumnReference Aggregate(BoundAggregateCall call, string key)
    {
        var known = _aggregates.FindIndex(candidate => candidate.Call.Key() == key);
        if (known < 0)
        {
            known = _aggregates.Count;
            _aggregates.Add((context.NewColumn(call.Function.Name, call.Type, call.Nullable), call));
        }

        return new BoundColumnReference(_aggregates[known].Column) { Span = call.Span };
    }
}
