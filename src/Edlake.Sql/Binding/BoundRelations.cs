namespace Edlake.Sql.Binding;

/// <summary>Walking and rewriting bound relations.</summary>
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
        BoundUpdate update => [update.Scan, .. update.Expressions().SelectMany(Subqueries)],
        BoundDelete delete => [delete.Scan, .. delete.Expressions().SelectMany(Subqueries)],
        BoundMerge merge => [merge.TargetScan, merge.Source, .. merge.Expressions().SelectMany(Subqueries)],
        BoundCommand { Query: { } query } => [query],
        _ => [],
    };

    /// <summary>The expressions of a statement that stand in none of its relations: conditions and new values of a change.</summary>
    public static IEnumerable<BoundExpression> Expressions(this BoundStatement statement) => statement switch
    {
        BoundUpdate update => update.NewValues.Concat(Given(update.Condition)),
        BoundDelete delete => Given(delete.Condition),
        BoundMerge merge => merge.Matched.Concat(merge.NotMatched).Concat(merge.NotMatchedBySource)
            .SelectMany(clause => clause.Values.Concat(Given(clause.Condition))).Prepend(merge.Condition),
        _ => [],
    };

    /// <summary>
    /// Rewrites top down: where <paramref name="replace"/> gives a relation it stands in place of the whole part, where it gives null the
    /// inputs of the part are rewritten. Subqueries in expressions stay as they are.
    /// </summary>
    public static BoundRelation Rewrite(this BoundRelation relation, Func<BoundRelation, BoundRelation?> replace)
    {
        if (replace(relation) is { } replaced)
            return replaced;
        BoundRelation Again(BoundRelation input) => input.Rewrite(replace);
        return relation switch
        {
            BoundProject it => it with { Input = Again(it.Input) },
            BoundFilter it => it with { Input = Again(it.Input) },
            BoundAggregation it => it with { Input = Again(it.Input) },
            BoundJoin it => it with { Left = Again(it.Left), Right = Again(it.Right) },
            BoundSetOperation it => it with { Left = Again(it.Left), Right = Again(it.Right) },
            BoundDistinct it => it with { Input = Again(it.Input) },
            BoundSort it => it with { Input = Again(it.Input) },
            BoundLimit it => it with { Input = Again(it.Input) },
            BoundSample it => it with { Input = Again(it.Input) },
            BoundGenerate it => it with { Input = Again(it.Input) },
            BoundUnpivot it => it with { Input = Again(it.Input) },
            BoundWith it => it with { Definitions = [.. it.Definitions.Select(definition => definition with { Query = Again(definition.Query) })], Body = Again(it.Body) },
            _ => relation,
        };
    }

    /// <summary>The query of an expression that is a subquery; null for any other.</summary>
    public static BoundRelation? Subquery(this BoundExpression expression) => expression switch
    {
        BoundScalarSubquery scalar => scalar.Query,
        BoundExists exists => exists.Query,
        BoundInSubquery membership => membership.Query,
        _ => null,
    };

    private static IEnumerable<BoundRelation> Subqueries(BoundExpression expression) =>
        expression.SelfAndDescendants().Select(Subquery).OfType<BoundRelation>();

    private static IEnumerable<BoundExpression> Given(BoundExpression? expression) => expression is null ? [] : [expression];
}
