using Edlake.Sql.Binding;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Lineage;

/// <summary>Column lineage of a bound statement, read off its tree: nothing is guessed from text.</summary>
public static class LineageBuilder
{
    /// <summary>The lineage of a statement; a command that neither reads nor writes rows has none of anything.</summary>
    public static StatementLineage Build(BoundStatement statement)
    {
        var trace = new ColumnTrace();
        switch (statement)
        {
            case BoundQuery query:
                trace.Relation(query.Relation);
                return Result(trace, null, query.Relation.Output.Select(column => (column.Name, trace.Of(column))));
            case BoundInsert insert:
                trace.Relation(insert.Source);
                return Result(trace, Table(insert.Target), insert.Source.Output.Select(column => (column.Name, trace.Of(column))));
            case BoundCreateTableAs create:
                trace.Relation(create.Source);
                return Result(trace, new LineageSource(create.Name.ToString(), false), create.Source.Output.Select(column => (column.Name, trace.Of(column))));
            case BoundCopyInto copy:
                trace.Relation(copy.Source);
                return Result(trace, Table(copy.Target), copy.Source.Output.Select(column => (column.Name, trace.Of(column))));
            case BoundUpdate update:
                return Update(trace, update);
            case BoundDelete delete:
                trace.Relation(delete.Scan);
                trace.Decides(delete.Condition);
                return Result(trace, Table(delete.Target), []);
            case BoundMerge merge:
                return Merge(trace, merge);
            case BoundCommand { Query: { } relation } command:
                trace.Relation(relation);
                return Result(trace, command.Syntax is CreateViewStatement view ? new LineageSource(view.Name.ToString(), false) : null, relation.Output.Select(column => (column.Name, trace.Of(column))));
            default:
                return new StatementLineage([], null, [], []);
        }
    }

    internal static LineageSource Table(TableEntry table) => string.Equals(table.Name.Schema, "delta", StringComparison.OrdinalIgnoreCase)
        ? new LineageSource(table.Name.Name, true)
        : new LineageSource(table.Name.ToString(), false);

    private static StatementLineage Update(ColumnTrace trace, BoundUpdate update)
    {
        trace.Relation(update.Scan);
        trace.Decides(update.Condition);
        return Result(trace, Table(update.Target), update.ResultColumns.Zip(update.NewValues, (column, value) => (column.Name, trace.Of(value))));
    }

    private static StatementLineage Merge(ColumnTrace trace, BoundMerge merge)
    {
        trace.Relation(merge.TargetScan);
        trace.Relation(merge.Source);
        trace.Decides(merge.Condition);
        var clauses = merge.Matched.Concat(merge.NotMatched).Concat(merge.NotMatchedBySource).ToList();
        foreach (var clause in clauses)
            trace.Decides(clause.Condition);
        var writing = clauses.Where(clause => clause.Values.Count > 0).ToList();
        return Result(trace, Table(merge.Target), merge.ResultColumns.Select((column, i) => (column.Name, ColumnTrace.Union(writing.Select(clause => trace.Of(clause.Values[i]))))));
    }

    private static StatementLineage Result(ColumnTrace trace, LineageSource? writes, IEnumerable<(string Name, IReadOnlyList<ColumnOrigin> Origins)> columns)
    {
        var lineage = columns.Select(column => new ColumnLineage(column.Name, column.Origins)).ToList();
        return new StatementLineage(trace.Reads, writes, lineage, trace.Influences);
    }
}
