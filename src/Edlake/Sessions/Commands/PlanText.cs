using System.Globalization;
using System.Text;
using Edlake.Sql.Binding;

namespace Edlake.Sessions.Commands;

/// <summary>A bound statement as an indented tree: a line an operator, its inputs below it.</summary>
internal static class PlanText
{
    internal static string Of(BoundStatement statement)
    {
        var text = new StringBuilder();
        var roots = statement.Roots().ToList();
        if (statement is not BoundQuery)
            text.Append(CultureInfo.InvariantCulture, $"{Head(statement)}\n");
        foreach (var root in roots)
            Append(text, root, statement is BoundQuery ? 0 : 1);
        return text.ToString();
    }

    private static string Head(BoundStatement statement) => statement switch
    {
        BoundInsert insert => $"Insert {insert.Mode} {insert.Target.Name}{Checks(insert.Checks)}",
        BoundUpdate update => $"Update {update.Target.Name}{Where(update.Condition)}{Checks(update.Checks)}",
        BoundDelete delete => $"Delete {delete.Target.Name}{Where(delete.Condition)}",
        BoundMerge merge => $"Merge {merge.Target.Name} on {ExpressionText.Of(merge.Condition)}{Checks(merge.Checks)}",
        BoundCreateTableAs create => $"CreateTableAs {create.Name}{Checks(create.Checks)}",
        BoundCopyInto copy => $"CopyInto {copy.Target.Name}{Checks(copy.Checks)}",
        _ => $"Command {statement.Syntax.GetType().Name.Replace("Statement", "", StringComparison.Ordinal)}",
    };

    private static string Where(BoundExpression? condition) => condition is null ? "" : $" where {ExpressionText.Of(condition)}";

    private static string Checks(IReadOnlyList<BoundCheck> checks) => checks.Count == 0 ? "" : $" checks [{string.Join(", ", checks.Select(check => check.Name))}]";

    private static void Append(StringBuilder text, BoundRelation relation, int depth)
    {
        text.Append(' ', depth * 3).Append("+- ").Append(Line(relation)).Append('\n');
        var inputs = relation.Inputs().ToList();
        foreach (var input in inputs)
            Append(text, input, depth + 1);
        foreach (var subquery in relation.Expressions().SelectMany(BoundTree.SelfAndDescendants).Select(Subquery).OfType<BoundRelation>())
        {
            text.Append(' ', (depth + 1) * 3).Append("Subquery\n");
            Append(text, subquery, depth + 2);
        }
    }

    private static BoundRelation? Subquery(BoundExpression expression) => expression switch
    {
        BoundScalarSubquery scalar => scalar.Query,
        BoundExists exists => exists.Query,
        BoundInSubquery subquery => subquery.Query,
        _ => null,
    };

    private static string Line(BoundRelation relation) => relation switch
    {
        BoundTableScan scan => $"Scan {scan.Table.Name}{(scan.Table.AsOfVersion is { } version ? $" version {version}" : "")} {Columns(scan.Output)}",
        BoundFileScan files => $"ScanFiles {files.Scan.Format} {files.Scan.Path} {Columns(files.Output)}",
        BoundOneRow => "OneRow",
        BoundValues values => $"Values {values.Rows.Count} rows {Columns(values.Output)}",
        BoundRange range => $"Range {range.Start} to {range.End} step {range.Step}",
        BoundProject project => $"Project {List(project.Items.Select(item => Named(item.Column, item.Expression)))}",
        BoundFilter filter => $"Filter ({filter.Clause.ToString().ToUpperInvariant()}) {ExpressionText.Of(filter.Condition)}",
        BoundAggregation aggregation => $"Aggregate by {List(aggregation.Groups.Select(group => Named(group.Column, group.Expression)))} {List(aggregation.Aggregates.Select(one => Named(one.Column, one.Call)))}",
        BoundJoin join => $"{join.Kind} join{(join.IsLateral ? " lateral" : "")}{(join.Condition is null ? "" : $" on {ExpressionText.Of(join.Condition)}")}",
        BoundSetOperation operation => $"{operation.Kind}{(operation.All ? " all" : "")}",
        BoundDistinct => "Distinct",
        BoundSort sort => $"Sort {List(sort.Keys.Select(key => $"{ExpressionText.Of(key.Expression)} {(key.Descending ? "DESC" : "ASC")} NULLS {(key.NullsFirst ? "FIRST" : "LAST")}"))}",
        BoundLimit limit => $"Limit {(limit.Limit is null ? "none" : ExpressionText.Of(limit.Limit))}{(limit.Offset is null ? "" : $" offset {ExpressionText.Of(limit.Offset)}")}",
        BoundSample sample => $"Sample {(sample.Rows is { } rows ? $"{rows} rows" : string.Create(CultureInfo.InvariantCulture, $"{sample.Fraction:0.####}"))}",
        BoundGenerate generate => $"Generate{(generate.IsOuter ? " outer" : "")} {generate.Generator.Name}({string.Join(", ", generate.Arguments.Select(ExpressionText.Of))}) {Columns(generate.Columns)}",
        BoundUnpivot unpivot => $"Unpivot {unpivot.Groups.Count} groups {Columns(unpivot.Output)}",
        BoundWith with => $"With {string.Join(", ", with.Definitions.Select(definition => definition.Name))}",
        BoundCteReference reference => $"Cte {reference.Definition.Name} {Columns(reference.Output)}",
        _ => relation.GetType().Name.Replace("Bound", "", StringComparison.Ordinal),
    };

    private static string Named(BoundColumn column, BoundExpression expression) => $"{ExpressionText.Of(expression)} AS {ExpressionText.Of(column)}";

    private static string Columns(IEnumerable<BoundColumn> columns) => List(columns.Select(column => $"{ExpressionText.Of(column)}: {column.Type.Sql}"));

    private static string List(IEnumerable<string> parts) => $"[{string.Join(", ", parts)}]";
}
