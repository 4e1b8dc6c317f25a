using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding.Statements;

/// <summary>Binds MERGE.</summary>
internal sealed class MergeBinder(BindingContext context)
{
    internal BoundMerge Bind(MergeStatement merge, SourceText source)
    {
        CheckLastClauses(merge);
        var found = WriteTarget.Find(context, merge.Target);
        var (scan, targetScope) = new TargetScope(context).Of(found.Table, merge.Alias);
        var (inner, definitions) = new QueryBinder(context, null).Define(merge.With);
        var (rows, sourceScope) = new RelationBinder(inner, null).Bind(merge.Source);
        if (definitions.Count > 0)
            rows = new BoundWith(definitions, rows) { Span = merge.Source.Span };
        var both = new Scope([.. targetScope.Columns, .. sourceScope.Columns], null);
        var condition = new ExpressionBinder(context, both).BindCondition(merge.Condition, "MERGE");
        var added = Added(merge, found, sourceScope);
        var target = found.With(added);
        var clauses = new MergeClauses(context, target, scan, targetScope, sourceScope, evolves: Evolves(merge));
        var bound = merge.Clauses.Select(clause => (clause.Match, Clause: clauses.Bind(clause))).ToList();
        IReadOnlyList<BoundMergeClause> Of(MergeMatch match) => [.. bound.Where(item => item.Match == match).Select(item => item.Clause)];
        var result = target.NewColumns();
        return new BoundMerge(
            found.Table, scan, rows, condition, Of(MergeMatch.Matched), Of(MergeMatch.NotMatched), Of(MergeMatch.NotMatchedBySource), result, new WriteChecks(context).Of(target, result))
        {
            Syntax = merge,
            Text = source,
            AddedColumns = added,
        };
    }

    private bool Evolves(MergeStatement merge) => merge.WithSchemaEvolution || SchemaEvolution.IsOn(context.Session);

    // Only a star asks for columns that the table does not have.
    private IReadOnlyList<StructField> Added(MergeStatement merge, WriteTarget target, Scope source) =>
        Evolves(merge) && merge.Clauses.Any(clause => clause.IsStar)
            ? [.. source.Star(null).Where(column => target.IndexOf(column.Column.Name) < 0).Select(column => new StructField(column.Column.Name, column.Column.Type))]
            : [];

    private static void CheckLastClauses(MergeStatement merge)
    {
        foreach (var group in merge.Clauses.GroupBy(clause => clause.Match))
        {
            var early = group.SkipLast(1).FirstOrDefault(clause => clause.Condition is null);
            if (early is null)
                continue;
            var kind = group.Key switch { MergeMatch.Matched => "MATCHED", MergeMatch.NotMatched => "NOT MATCHED [BY TARGET]", _ => "NOT MATCHED BY SOURCE" };
            var errorClass = group.Key switch { MergeMatch.Matched => "MATCHED", MergeMatch.NotMatched => "NOT_MATCHED_BY_TARGET", _ => "NOT_MATCHED_BY_SOURCE" };
            throw new SqlException(
                $"NON_LAST_{errorClass}_CLAUSE_OMIT_CONDITION", "42613", $"When there are more than one {kind} clauses in a MERGE statement, only the last {kind} clause can omit the condition.", early.Span, "Add AND and a condition.");
        }
    }
}
