using System.Globalization;
using Edlake.Sql.Binding;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Generation;

/// <summary>Relations as SELECTs, each operator around the one below it; DuckDB's planner takes the nesting apart.</summary>
internal sealed class RelationGenerator(ExpressionGenerator expressions, IScanSource scans)
{
    private readonly GeneratorClauses _generators = new(expressions);

    /// <summary>A SELECT of exactly the relation's columns, in order.</summary>
    internal string Query(BoundRelation relation) => relation switch
    {
        BoundProject or BoundAggregation or BoundSetOperation or BoundValues or BoundRange or BoundDistinct or BoundTableScan or BoundFileScan
            or BoundCteReference or BoundUnpivot => Select(relation),
        BoundSort { Input: BoundProject } or BoundLimit { Input: BoundProject or BoundSort { Input: BoundProject } } => Select(relation),
        BoundWith with => Common(with, Query(with.Body)),
        _ => $"SELECT {ColumnNames.List(relation.Output)} FROM ({Select(relation)})",
    };

    // A SELECT of at least the relation's columns.
    private string Select(BoundRelation relation) => relation switch
    {
        BoundTableScan scan => scans.TableScan(scan, null),
        BoundFileScan scan => scans.FileScan(scan, null),
        BoundOneRow => "SELECT 1 AS one",
        BoundValues values => Values(values),
        BoundRange range => string.Create(CultureInfo.InvariantCulture, $"SELECT range AS {range.Column.Sql()} FROM range({range.Start}::BIGINT, {range.End}::BIGINT, {range.Step}::BIGINT)"),
        BoundProject project => Project(project),
        BoundFilter filter => $"SELECT * FROM {From(filter.Input, filter.Condition)} WHERE {expressions.Condition(filter.Condition)}",
        BoundAggregation aggregation => new AggregationClauses(expressions).Select(aggregation, From(aggregation.Input)),
        BoundJoin join => Join(join),
        BoundSetOperation operation => SetOperation(operation),
        BoundDistinct distinct => $"SELECT DISTINCT {ColumnNames.List(distinct.Output)} FROM {From(distinct.Input)}",
        BoundSort sort => $"SELECT * FROM {From(sort.Input)} ORDER BY {expressions.Keys(sort.Keys)}",
        BoundLimit limit => Limit(limit),
        BoundSample sample => Sample(sample),
        BoundGenerate generate => _generators.Select(generate, From(generate.Input)),
        BoundUnpivot unpivot => _generators.Select(unpivot, From(unpivot.Input)),
        BoundWith with => Common(with, Select(with.Body)),
        BoundCteReference reference => CteReference(reference),
        _ => throw new ArgumentOutOfRangeException(nameof(relation), relation.GetType().Name, "A relation without SQL."),
    };

    private string From(BoundRelation relation, BoundExpression? filter = null) => relation switch
    {
        BoundTableScan scan when filter is not null => $"({scans.TableScan(scan, filter)})",
        BoundFileScan scan when filter is not null => $"({scans.FileScan(scan, filter)})",
        _ => $"({Select(relation)})",
    };

    private string Project(BoundProject project)
    {
        if (project.Input is BoundOneRow)
            return $"SELECT {string.Join(", ", Items(project))}";
        return expressions.Over(From(project.Input), () => Items(project), (items, from) => $"SELECT {items} FROM {from}");
    }

    private IReadOnlyList<string> Items(BoundProject project) => project.Items.Count == 0
        ? ["1 AS one"]
        : [.. project.Items.Select(item => $"{expressions.Generate(item.Expression)} AS {item.Column.Sql()}")];

    private string Values(BoundValues values)
    {
        var rows = values.Rows.Select(row => $"({string.Join(", ", row.Select((cell, i) => Cell(cell, values.Columns[i])))})");
        return $"SELECT * FROM (VALUES {string.Join(", ", rows)}) AS v({ColumnNames.List(values.Columns)})";
    }

    private string Cell(BoundExpression cell, BoundColumn column) => $"CAST({expressions.Generate(cell)} AS {PhysicalType.Of(column.Type)})";

    private string Join(BoundJoin join)
    {
        var (left, right) = (From(join.Left), From(join.Right));
        var condition = join.Condition is null ? null : expressions.Generate(join.Condition);
        var kind = join.Kind switch
        {
            JoinKind.Left => "LEFT JOIN",
            JoinKind.Right => "RIGHT JOIN",
            JoinKind.Full => "FULL JOIN",
            JoinKind.LeftSemi => "SEMI JOIN",
            JoinKind.LeftAnti => "ANTI JOIN",
            _ => "JOIN",
        };
        if (join.Kind is JoinKind.Inner or JoinKind.Cross && condition is null)
            return $"SELECT * FROM {left} CROSS JOIN {(join.IsLateral ? "LATERAL " : "")}{right}";
        return $"SELECT * FROM {left} {kind} {(join.IsLateral ? "LATERAL " : "")}{right} ON {condition ?? "true"}";
    }

    private string SetOperation(BoundSetOperation operation)
    {
        var sign = operation.Kind switch
        {
            SetOperationKind.Union => "UNION",
            SetOperationKind.Intersect => "INTERSECT",
            _ => "EXCEPT",
        };
        return $"({Renamed(operation.Left, operation.Columns)}) {sign}{(operation.All ? " ALL" : "")} ({Renamed(operation.Right, operation.Columns)})";
    }

    // By place; DuckDB takes the names of the left side, so both get the operation's own.
    private string Renamed(BoundRelation relation, IReadOnlyList<BoundColumn> columns) =>
        $"SELECT {Renaming(relation.Output, columns)} FROM {From(relation)}";

    private static string Renaming(IReadOnlyList<BoundColumn> from, IReadOnlyList<BoundColumn> to) =>
        string.Join(", ", from.Zip(to, (old, fresh) => $"{old.Sql()} AS {fresh.Sql()}"));

    private string Limit(BoundLimit limit)
    {
        var rows = limit.Limit is null ? "" : $" LIMIT {expressions.Generate(limit.Limit)}";
        var skipped = limit.Offset is null ? "" : $" OFFSET {expressions.Generate(limit.Offset)}";
        return limit.Input is BoundSort ? Select(limit.Input) + rows + skipped : $"SELECT * FROM {From(limit.Input)}{rows}{skipped}";
    }

    // A number of rows is a LIMIT, as in Spark; a share is drawn row by row.
    private string Sample(BoundSample sample)
    {
        if (sample.Rows is { } rows)
            return string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM {From(sample.Input)} LIMIT {rows}");
        var seed = sample.Seed is { } number ? string.Create(CultureInfo.InvariantCulture, $" REPEATABLE ({number & int.MaxValue})") : "";
        var percent = ((sample.Fraction ?? 1) * 100).ToString("0.##########", CultureInfo.InvariantCulture);
        return $"SELECT * FROM {From(sample.Input)} TABLESAMPLE bernoulli({percent}%){seed}";
    }

    private string Common(BoundWith with, string body)
    {
        var definitions = with.Definitions.Select(definition => $"{CteName(definition)} AS ({Query(definition.Query)})");
        return $"WITH {string.Join(", ", definitions)} {body}";
    }

    private static string CteReference(BoundCteReference reference) =>
        $"SELECT {Renaming(reference.Definition.Query.Output, reference.Columns)} FROM {CteName(reference.Definition)}";

    private static string CteName(CteDefinition definition) => string.Create(CultureInfo.InvariantCulture, $"w{definition.Id}");
}
