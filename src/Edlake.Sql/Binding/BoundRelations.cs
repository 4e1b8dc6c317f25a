namespace Edlake.Sql.Binding;

/// <summary>Walking bound relations.</summary>
public static class BoundRelations
{
    /// <summary>The relation and all it is made of, subqueries of its expressions and definitions of its CTEs with it.</summary>
    public static IEnumerable<BoundRelation> SelfAndDescendants(this BoundRelation relation) => relation.Inputs()
        .Concat(relation.Expressions().SelectMany(BoundTree.SelfAndDescendants).Select(Subquery).OfType<BoundRelation>())
        .SelectMany(SelfAndDescendants)
        .Prepend(relation);

    /// <summary>The relations right below.</summary>
    public static IEnumerable<BoundRelation> Inputs(this BoundRelation relation) => relation switch
    {
        BoundProject project => [project.Input],
        BoundFilter filter => [filter.Input],
        BoundAggregation aggregation => [aggregation.Input],
        BoundJoin join => [join.Left, join.Right],
        BoundSetOperation operation => [operation.Left, operation.Right],
        BoundDistinct distinct => [distinct.Input],
        BoundSort sort => [sort.Input],
        BoundLimit limit => [limit.Input],
        BoundSample sample => [sample.Input],
        BoundGenerate generate => [generate.Input],
        BoundUnpivot unpivot => [unpivot.Input],
        BoundWith with => [.. with.Definitions.Select(definition => definition.Query), with.Body],
        _ => [],
    };

    /// <summary>The relation's own expressions.</summary>
    public static IEnumerable<BoundExpression> Expressions(this BoundRelation relation) => relation switch
    {
        BoundValues values => values.Rows.SelectMany(row => row),
        BoundProject project => project.Items.Select(item => item.Expression),
        BoundFilter filter => [filter.Condition],
        BoundAggregation aggregation => [.. aggregation.Groups.Select(group => group.Expression), .. aggregation.Aggregates.Select(aggregate => aggregate.Call)],
        BoundJoin { Condition: { } condition } => [condition],
        BoundSort sort => sort.Keys.Select(key => key.Expression),
        BoundLimit limit => [.. Given(limit.Limit), .. Given(limit.Offset)],
        BoundGenerate generate => generate.Arguments,
        BoundUnpivot unpivot => unpivot.Groups.SelectMany(group => group.Values),
        _ => [],
    };

    /// <summary>The relations a statement computes from, each whole; a target is among them only where its rows are read.</summary>
    public static IEnumerable<BoundRelation> Roots(this BoundStatement statement) => statement switch
    {
        BoundQuery query => [query.Relation],
        BoundInsert insert => [insert.Source],
        BoundCreateTableAs create => [create.Source],
        BoundCopyInto copy => [copy.Source],
        BoundUpdate update => [update.Scan, .. update.NewValues.Concat(Given(update.Condition)).SelectMany(Subqueries)],
        BoundDelete delete => [delete.Scan, .. Given(delete.Condition).SelectMany(Subqueries)],
        BoundMerge merge => [merge.TargetScan, merge.Source, .. MergeExpressions(merge).SelectMany(Subqueries)],
        BoundCommand { Query: { } query } => [query],
        _ => [],
    };

    private static IEnumerable<BoundExpression> MergeExpressions(BoundMerge merge) => merge.Matched.Concat(merge.NotMatched).Concat(merge.NotMatchedBySource)
        .SelectMany(clause => clause.Values.Concat(Given(clause.Condition))).Prepend(merge.Condition);

    private static IEnumerable<BoundRelation> Subqueries(BoundExpression expression) =>
        expression.SelfAndDescendants().Select(Subquery).OfType<BoundRelation>();

    private static BoundRelation? Subquery(BoundExpression expression) => expression switch
    {
        BoundScalarSubquery scalar => scalar.Query,
        BoundExists exists => exists.Query,
        BoundInSubquery membership => membership.Query,
        _ => null,
    };

    private static IEnumerable<BoundExpression> Given(BoundExpression? expression) => expression is null ? [] : [expression];
}
