using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding;

/// <summary>INSERT in all its forms: the source is brought to the target's columns, by place or by name.</summary>
internal sealed class InsertBinder(BindingContext context)
{
    private readonly TargetBinder _targets = new(context);

    internal BoundInsert Bind(InsertStatement insert, SourceText text)
    {
        var target = _targets.Table(insert.Target);
        if (target.GeneratedColumns.Count > 0)
            throw SqlErrors.Unsupported("writing to a table with generated columns", insert.Target.Span);
        var source = new QueryBinder(context, null).Bind(insert.Source);
        var partition = insert.Partition.Where(item => item.Value is not null)
            .ToDictionary(item => item.Column.Value, item => new ExpressionBinder(context, Scope.Empty(null)).Bind(item.Value!), StringComparer.OrdinalIgnoreCase);
        var values = Values(insert, target, source, partition);
        var columns = target.Schema.Fields.Zip(values, (column, value) => context.NewColumn(column.Name, column.Type, value.Nullable)).ToList();
        var project = new BoundProject(source, [.. columns.Zip(values)]) { Span = insert.Source.Span };
        var (scan, scope) = new RelationBinder(context, null, []).Scan(target);
        var replace = insert.ReplaceWhere is not null
            ? new ExpressionBinder(context, scope).BindCondition(insert.ReplaceWhere, "REPLACE WHERE")
            : insert.IsOverwrite && partition.Count > 0 ? PartitionCondition(scope, partition) : null;
        var mode = insert.ReplaceWhere is not null ? InsertMode.ReplaceWhere : insert.IsOverwrite ? InsertMode.Overwrite : InsertMode.Append;
        return new BoundInsert(target, project, mode, replace, scan.Output, _targets.Checks(target, columns)) { Syntax = insert, Text = text };
    }

    private List<BoundExpression> Values(InsertStatement insert, TableEntry target, BoundRelation source, Dictionary<string, BoundExpression> partition)
    {
        var names = insert.IsByName
            ? [.. source.Output.Select(column => column.Name)]
            : insert.Columns.Count > 0
                ? insert.Columns.Select(column => column.Value).ToList()
                : [.. target.Schema.Fields.Select(column => column.Name).Where(name => !partition.ContainsKey(name))];
        CheckNames(insert, target, names);
        if (names.Count != source.Output.Count)
            throw ArityMismatch(insert, target, source.Output.Count);
        return [.. target.Schema.Fields.Select(column =>
        {
            if (partition.TryGetValue(column.Name, out var constant))
                return TargetBinder.Assigned(constant, column, insert.Target.Span);
            var at = names.FindIndex(name => Scope.Same(name, column.Name));
            return at >= 0
                ? TargetBinder.Assigned(new BoundColumnReference(source.Output[at]), column, insert.Source.Span)
                : _targets.Default(column);
        })];
    }

    private static void CheckNames(InsertStatement insert, TableEntry target, List<string> names)
    {
        if (names.FirstOrDefault(name => !target.Schema.Fields.Any(column => Scope.Same(column.Name, name))) is { } unknown)
        {
            throw insert.IsByName
                ? new SqlException("INCOMPATIBLE_DATA_FOR_TABLE.EXTRA_COLUMNS", "KD000", $"Cannot write incompatible data for the table {target.Name.Quoted}: Cannot write extra columns `{unknown}`.", insert.Source.Span, "Add the column to the table, or leave it out of the query.")
                : BindingErrors.UnresolvedColumn(unknown, target.Schema.Fields.Select(column => column.Name), insert.Span);
        }

        if (names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new SqlException("COLUMN_ALREADY_EXISTS", "42711", $"The column `{twice.Key}` already exists. Choose another name or rename the existing column.", insert.Span);
    }

    private static SqlException ArityMismatch(InsertStatement insert, TableEntry target, int found)
    {
        var few = found < target.Schema.Fields.Count;
        return new(
            insert.Columns.Count > 0 ? few ? "INSERT_COLUMN_ARITY_MISMATCH.NOT_ENOUGH_DATA_COLUMNS" : "INSERT_COLUMN_ARITY_MISMATCH.TOO_MANY_DATA_COLUMNS" : few ? "DELTA_INSERT_COLUMN_ARITY_MISMATCH" : "_LEGACY_ERROR_TEMP_DELTA_0007",
            "42802",
            $"Cannot write to '{target.Name}', {(few ? "not enough" : "too many")} data columns; target table has {target.Schema.Fields.Count} column(s) but the inserted data has {found} column(s).",
            insert.Source.Span,
            "Name the columns: INSERT INTO t (a, b) …, or INSERT INTO t BY NAME ….");
    }

    private BoundExpression PartitionCondition(Scope scope, Dictionary<string, BoundExpression> partition)
    {
        var binder = new ExpressionBinder(context, scope);
        var tests = partition.Select(item => binder.Apply("<=>", [new BoundColumnReference(scope.Find([item.Key]).Found[0].Column), item.Value], default)).ToList();
        return tests.Count == 1 ? tests[0] : binder.Apply("and", tests, default);
    }
}
