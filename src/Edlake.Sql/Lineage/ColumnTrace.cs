using Edlake.Sql.Binding;

namespace Edlake.Sql.Lineage;

/// <summary>Follows columns from the leaves of a bound tree upwards; ids are unique in a statement, so one map does.</summary>
internal sealed class ColumnTrace
{
    private readonly Dictionary<int, IReadOnlyList<ColumnOrigin>> _origins = [];
    private readonly List<LineageSource> _reads = [];
    private readonly List<ColumnOrigin> _influences = [];
    private readonly HashSet<int> _definitions = [];

    internal IReadOnlyList<LineageSource> Reads => _reads;

    internal IReadOnlyList<ColumnOrigin> Influences => [.. _influences.Distinct()];

    internal IReadOnlyList<ColumnOrigin> Of(BoundColumn column) => _origins.GetValueOrDefault(column.Id) ?? [];

    /// <summary>What an expression is made of; only a column alone is direct.</summary>
    internal IReadOnlyList<ColumnOrigin> Of(BoundExpression expression)
    {
        switch (expression)
        {
            case BoundColumnReference reference:
                return Of(reference.Column);
            case BoundCast { IsExplicit: false } cast:
                return Of(cast.Operand);
            case BoundField { Struct: BoundColumnReference { Column.Name: "_metadata" } metadata } part:
                return [.. Of(metadata.Column).Select(origin => origin with { Column = $"{origin.Column}.{part.Name}" })];
            case BoundScalarSubquery subquery:
                Relation(subquery.Query);
                return Indirect(Of(subquery.Query.Output[0]));
            case BoundExists exists:
                Relation(exists.Query);
                return [];
            case BoundInSubquery member:
                Relation(member.Query);
                return Indirect([.. member.Operands.SelectMany(Of), .. member.Query.Output.SelectMany(Of)]);
            default:
                return Indirect([.. expression.Children().SelectMany(Of)]);
        }
    }

    /// <summary>Notes what a condition looks at.</summary>
    internal void Decides(BoundExpression? condition)
    {
        if (condition is not null)
            _influences.AddRange(Indirect(Of(condition)));
    }

    internal static IReadOnlyList<ColumnOrigin> Union(IEnumerable<IReadOnlyList<ColumnOrigin>> parts)
    {
        var all = parts.SelectMany(part => part).Distinct().ToList();
        return [.. all.Where(origin => origin.IsDirect || !all.Contains(origin with { IsDirect = true }))];
    }

    internal void Relation(BoundRelation relation)
    {
        switch (relation)
        {
            case BoundTableScan scan:
                Leaf(LineageBuilder.Table(scan.Table), scan.Columns.Select(item => (item.Column, scan.Table.Schema.Fields[item.Ordinal].Name)));
                break;
            case BoundFileScan scan:
                Leaf(new LineageSource(scan.Scan.Path, true), scan.Output.Select(column => (column, column.Name)));
                break;
            case BoundValues values:
                foreach (var (column, i) in values.Columns.Select((column, i) => (column, i)))
                    _origins[column.Id] = Indirect([.. values.Rows.SelectMany(row => Of(row[i]))]);
                break;
            case BoundProject project:
                Relation(project.Input);
                Items(project.Items);
                break;
            case BoundFilter filter:
                Relation(filter.Input);
                Decides(filter.Condition);
                break;
            case BoundAggregation aggregation:
                Relation(aggregation.Input);
                Items(aggregation.Groups);
                foreach (var (_, expression) in aggregation.Groups)
                    Decides(expression);
                foreach (var (column, call) in aggregation.Aggregates)
                    _origins[column.Id] = Of(call);
                break;
            case BoundJoin join:
                Relation(join.Left);
                Relation(join.Right);
                Decides(join.Condition);
                break;
            case BoundSetOperation operation:
                SetOperation(operation);
                break;
            case BoundGenerate generate:
                Relation(generate.Input);
                foreach (var column in generate.Columns)
                    _origins[column.Id] = Indirect([.. generate.Arguments.SelectMany(Of)]);
                break;
            case BoundUnpivot unpivot:
                Unpivot(unpivot);
                break;
            case BoundWith with:
                foreach (var definition in with.Definitions)
                    Define(definition);
                Relation(with.Body);
                break;
            case BoundCteReference reference:
                Define(reference.Definition);
                foreach (var (column, inner) in reference.Columns.Zip(reference.Definition.Query.Output))
                    _origins[column.Id] = Of(inner);
                break;
            case BoundDistinct distinct:
                Relation(distinct.Input);
                break;
            case BoundSort sort:
                Relation(sort.Input);
                break;
            case BoundLimit limit:
                Relation(limit.Input);
                if (limit.Input is BoundSort { Keys: var keys })
                    keys.ToList().ForEach(key => Decides(key.Expression));
                break;
            case BoundSample sample:
                Relation(sample.Input);
                break;
        }
    }

    private static IReadOnlyList<ColumnOrigin> Indirect(IReadOnlyList<ColumnOrigin> origins) =>
        [.. origins.Select(origin => origin with { IsDirect = false }).Distinct()];

    private void Items(IReadOnlyList<(BoundColumn Column, BoundExpression Expression)> items)
    {
        foreach (var (column, expression) in items)
        {
            // A column that is passed on under its own id keeps what is known of it.
            if (expression is not BoundColumnReference same || same.Column.Id != column.Id)
                _origins[column.Id] = Of(expression);
        }
    }

    private void Leaf(LineageSource source, IEnumerable<(BoundColumn Column, string Name)> columns)
    {
        if (!_reads.Contains(source))
            _reads.Add(source);
        foreach (var (column, name) in columns)
            _origins[column.Id] = [new ColumnOrigin(source, name, true)];
    }

    private void Define(CteDefinition definition)
    {
        if (_definitions.Add(definition.Id))
            Relation(definition.Query);
    }

    private void SetOperation(BoundSetOperation operation)
    {
        Relation(operation.Left);
        Relation(operation.Right);
        for (var i = 0; i < operation.Columns.Count; i++)
        {
            var left = Of(operation.Left.Output[i]);
            _origins[operation.Columns[i].Id] = operation.Kind == SetOperationKind.Except ? left : Union([left, Of(operation.Right.Output[i])]);
        }
    }

    private void Unpivot(BoundUnpivot unpivot)
    {
        Relation(unpivot.Input);
        for (var i = 0; i < unpivot.ValueColumns.Count; i++)
            _origins[unpivot.ValueColumns[i].Id] = Union(unpivot.Groups.Select(group => Of(group.Values[i])));
    }
}
