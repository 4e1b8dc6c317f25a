using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding.Statements;

/// <summary>Binds INSERT: every form comes down to one column a column of the target, converted.</summary>
internal sealed class InsertBinder(BindingContext context)
{
    internal BoundInsert Bind(InsertStatement insert, SourceText source)
    {
        var target = WriteTarget.Find(context, insert.Target);
        var fixedValues = PartitionValues(insert, target);
        var places = Places(insert, target, fixedValues);
        var query = StoreAssignment.WithDefaults(insert.Source, i => DefaultText(target, places, i, fixedValues));
        var rows = new QueryBinder(context, null).Bind(query);
        var evolves = insert.WithSchemaEvolution || SchemaEvolution.IsOn(context.Session);
        var (sources, added) = insert.IsByName
            ? ByName(insert, target, rows, fixedValues, evolves)
            : ByPlace(insert, target, rows, places, fixedValues, evolves);
        var written = target.With(added);
        var project = new WriteProjection(context, written).Make(rows, sources, insert.Span);
        var given = sources.Keys.Where(i => written.GeneratedText(written.Fields[i]) is not null).ToList();
        var columns = written.NewColumns();
        return new BoundInsert(target.Table, project, Mode(insert), Replaced(insert, written, columns, fixedValues), columns, new WriteChecks(context).Of(written, project.Output, given))
        {
            Syntax = insert,
            Text = source,
            AddedColumns = added,
        };
    }

    private static InsertMode Mode(InsertStatement insert) => insert.ReplaceWhere is not null ? InsertMode.ReplaceWhere
        : insert.IsOverwrite ? InsertMode.Overwrite
        : InsertMode.Append;

    // PARTITION (a = 1, b): a has that value in every row, b comes from the query.
    private Dictionary<int, BoundExpression> PartitionValues(InsertStatement insert, WriteTarget target)
    {
        var values = new Dictionary<int, BoundExpression>();
        foreach (var (column, value) in insert.Partition)
        {
            var place = target.IndexOf(column.Value);
            if (place < 0 || !target.Table.PartitionColumns.Contains(column.Value, StringComparer.OrdinalIgnoreCase))
            {
                throw new SqlException(
                    "NON_PARTITION_COLUMN", "42000", $"PARTITION clause cannot contain the non-partition column: `{column.Value}`.", column.Span, "Name partition columns only.");
            }

            if (value is not null)
                values[place] = StoreAssignment.Convert(context, new ExpressionBinder(context, Scope.Empty(null)).Bind(value), target.Fields[place]);
        }

        return values;
    }

    // For each column of the query, by place, the target's column; all of the target's where none are named.
    private static List<int> Places(InsertStatement insert, WriteTarget target, Dictionary<int, BoundExpression> fixedValues)
    {
        if (insert.Columns.Count == 0)
            return [.. Enumerable.Range(0, target.Fields.Count).Where(i => !fixedValues.ContainsKey(i))];
        var places = new List<int>();
        foreach (var column in insert.Columns)
        {
            var place = target.IndexOf(column.Value);
            if (place < 0)
                throw BindingErrors.UnresolvedColumn(column.Value, target.Fields.Select(member => member.Name), column.Span);
            if (places.Contains(place))
                throw new SqlException("COLUMN_ALREADY_EXISTS", "42711", $"The column `{column.Value}` already exists. Choose another name or rename the existing column.", column.Span);
            places.Add(place);
        }

        return places;
    }

    private static Expression? DefaultText(WriteTarget target, List<int> places, int place, Dictionary<int, BoundExpression> fixedValues)
    {
        if (place >= places.Count)
            return null;
        var column = target.Fields[places[place]];
        return column.Default is { } text && !fixedValues.ContainsKey(places[place])
            ? new CastExpression(new StoredExpression(text, $"default of {column.Name}"), TypeText(column), false)
            : new ConstantExpression((bool?)null);
    }

    private static DataTypeSyntax TypeText(StructField column) => SqlParser.ParseDataType(new SourceText(column.Type.Sql));

    private static (Dictionary<int, BoundExpression> Sources, IReadOnlyList<StructField> Added) ByPlace(
        InsertStatement insert, WriteTarget target, BoundRelation rows, List<int> places, Dictionary<int, BoundExpression> fixedValues, bool evolves)
    {
        var name = $"{target.Table.Name.Catalog}.{target.Table.Name.Schema}.{target.Table.Name.Name}";
        var count = rows.Output.Count;
        if (insert.Columns.Count > 0 && count != places.Count)
        {
            throw new SqlException(
                $"INSERT_COLUMN_ARITY_MISMATCH.{(count > places.Count ? "TOO_MANY" : "NOT_ENOUGH")}_DATA_COLUMNS",
                "21S01",
                $"Cannot write to `{target.Table.Name.Catalog}`.`{target.Table.Name.Schema}`.`{target.Table.Name.Name}`, the reason is {(count > places.Count ? "too many" : "not enough")} data columns: Table columns: {string.Join(", ", insert.Columns.Select(column => $"`{column.Value}`"))}. Data columns: {string.Join(", ", rows.Output.Select(column => $"`{column.Name}`"))}.",
                insert.Source.Span,
                "Select as many columns as are named.");
        }

        // Generated columns may be left out when they are the only ones that are missing.
        if (insert.Columns.Count == 0 && count < places.Count)
        {
            var own = places.Where(i => target.GeneratedText(target.Fields[i]) is null).ToList();
            places = own.Count == count ? own : throw new SqlException(
                "DELTA_INSERT_COLUMN_ARITY_MISMATCH",
                "42802",
                $"Cannot write to '{name}', not enough data columns; target table has {target.Fields.Count} column(s) but the inserted data has {count + fixedValues.Count} column(s)",
                insert.Source.Span,
                "Name the columns the query gives: INSERT INTO t (a, b) …, or use BY NAME.");
        }

        IReadOnlyList<StructField> added = [];
        if (count > places.Count)
        {
            if (!evolves)
                throw SchemaEvolution.Mismatch(target, rows.Output.Select(column => column.Name), insert.Source.Span);
            added = [.. rows.Output.Skip(places.Count).Select(column => new StructField(column.Name, column.Type))];
            places = [.. places, .. Enumerable.Range(target.Fields.Count, added.Count)];
        }

        var sources = new Dictionary<int, BoundExpression>(fixedValues);
        foreach (var (place, column) in places.Zip(rows.Output))
            sources[place] = new BoundColumnReference(column);
        return (sources, added);
    }

    private static (Dictionary<int, BoundExpression> Sources, IReadOnlyList<StructField> Added) ByName(
        InsertStatement insert, WriteTarget target, BoundRelation rows, Dictionary<int, BoundExpression> fixedValues, bool evolves)
    {
        var sources = new Dictionary<int, BoundExpression>(fixedValues);
        var added = new List<StructField>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in rows.Output)
        {
            if (!seen.Add(column.Name))
                throw new SqlException("COLUMN_ALREADY_EXISTS", "42711", $"The column `{column.Name}` already exists. Choose another name or rename the existing column.", insert.Source.Span);
            var place = target.IndexOf(column.Name);
            if (place < 0 && !evolves)
                throw SchemaEvolution.Mismatch(target, rows.Output.Select(candidate => candidate.Name), insert.Source.Span);
            if (place < 0)
            {
                place = target.Fields.Count + added.Count;
                added.Add(new StructField(column.Name, column.Type));
            }

            sources[place] = new BoundColumnReference(column);
        }

        return (sources, added);
    }

    private BoundExpression? Replaced(InsertStatement insert, WriteTarget target, IReadOnlyList<BoundColumn> columns, Dictionary<int, BoundExpression> fixedValues)
    {
        if (insert.ReplaceWhere is { } where)
        {
            var scope = new Scope([.. columns.Select(column => new ScopeColumn(column, [target.Table.Name.Name]))], null);
            return new ExpressionBinder(context, scope).BindCondition(where, "REPLACE WHERE");
        }

        if (!insert.IsOverwrite || fixedValues.Count == 0)
            return null;
        var operators = new ExpressionBinder(context, Scope.Empty(null));
        var tests = fixedValues.Select(pair => operators.Apply("<=>", [new BoundColumnReference(columns[pair.Key]), pair.Value], insert.Span)).ToList();
        return tests.Aggregate((left, right) => operators.Apply("and", [left, right], insert.Span));
    }
}
