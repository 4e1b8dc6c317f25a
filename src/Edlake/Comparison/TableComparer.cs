using Edlake.Diagnostics;
using Edlake.Results;
using Edlake.Schemas;
using Edlake.Sessions;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Comparison;

/// <summary>Compares tables by exact value. The session's engine does the work, set by set; here arrive only counts and the rows to be listed.</summary>
public sealed class TableComparer(SqlSession session)
{
    /// <summary>Compares. Errors: COMPARISON_KEY_NOT_SHARED, INCOMPARABLE_TYPE, and those of reading the tables.</summary>
    public TableComparison Compare(ComparedTable a, ComparedTable b, ComparisonOptions options, CancellationToken cancellation)
    {
        var columns = SchemaComparison.Common(a.Snapshot.Schema, b.Snapshot.Schema).Select(pair => new ComparedColumn(DeltaSchema.ToSpark(pair.A), DeltaSchema.ToSpark(pair.B))).ToList();
        var keys = Keys(options.Key ?? DeclaredKey(a, b, columns), columns, a, b);
        var (inA, inB) = (Count(a, cancellation), Count(b, cancellation));
        var queries = new RowQueries(a, b, columns, keys);
        var counts = columns.Count == 0 ? new RowCounts(inA, inB, inA, inB, 0, new Dictionary<string, long>()) : Counts(queries, columns, keys, inA, inB, cancellation);
        var listed = columns.Count == 0 || counts.AreEqual || options.Limit == 0 ? [] : Rows(queries, columns.Count, options.Limit, cancellation);
        return new TableComparison(
            a.Label,
            a.Snapshot.Version,
            b.Label,
            b.Snapshot.Version,
            SchemaComparison.Of(a.Snapshot.Schema, b.Snapshot.Schema),
            [.. columns.Select(column => column.A.Name)],
            [.. keys.Select(key => columns[key].A.Name)],
            counts,
            listed);
    }

    private static IReadOnlyList<string> DeclaredKey(ComparedTable a, ComparedTable b, List<ComparedColumn> columns)
    {
        var key = a.PrimaryKey;
        return key.SequenceEqual(b.PrimaryKey, StringComparer.OrdinalIgnoreCase) && key.All(name => Find(columns, name) >= 0) ? key : [];
    }

    private static List<int> Keys(IReadOnlyList<string> names, List<ComparedColumn> columns, ComparedTable a, ComparedTable b)
    {
        if (names.FirstOrDefault(name => Find(columns, name) < 0) is { } missing)
            throw new EdlakeException("COMPARISON_KEY_NOT_SHARED", $"{a.Label} and {b.Label} do not both have the key column '{missing}'.", "Name columns that both tables have.");
        return [.. names.Select(name => Find(columns, name)).Distinct()];
    }

    private static int Find(List<ComparedColumn> columns, string name) => columns.FindIndex(column => column.A.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private long Count(ComparedTable table, CancellationToken cancellation) => (long)Read(RowQueries.Count(table), cancellation)[0].Values[0]!;

    private RowCounts Counts(RowQueries queries, List<ComparedColumn> columns, List<int> keys, long inA, long inB, CancellationToken cancellation)
    {
        var row = Read(queries.Counts(), cancellation)[0].Values.Select(value => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var changedBy = new Dictionary<string, long>();
        if (keys.Count > 0)
        {
            foreach (var (column, changes) in Enumerable.Range(0, columns.Count).Except(keys).Zip(row.Skip(3)).Where(pair => pair.Second > 0))
                changedBy[columns[column].A.Name] = changes;
        }

        return new RowCounts(inA, inB, row[0], row[1], row[2], changedBy);
    }

    private List<RowDifference> Rows(RowQueries queries, int columns, int limit, CancellationToken cancellation)
    {
        // A pair takes two rows of the answer.
        var rows = Read(queries.Rows(checked(limit * 2)), cancellation);
        var found = new List<RowDifference>();
        for (var i = 0; i < rows.Count && found.Count < limit; i++)
        {
            var (texts, countA, countB) = (rows[i].Texts(columns), rows[i].Count(columns), rows[i].Count(columns + 1));
            var paired = rows[i].Values[columns + 2] is true;
            found.Add(paired ? new RowDifference(countA, rows[i + 1].Count(columns + 1), texts, rows[++i].Texts(columns))
                : countA > countB ? new RowDifference(countA, countB, texts, null)
                : new RowDifference(countA, countB, null, texts));
        }

        return found;
    }

    private List<AnswerRow> Read(string sql, CancellationToken cancellation)
    {
        using var result = session.Execute(new SourceText(sql), cancellation);
        var types = result.Rows.Schema.Fields.Select(field => field.Type).ToList();
        return [.. result.Rows.Rows.Select(row => new AnswerRow(row, types))];
    }

    private sealed record AnswerRow(object?[] Values, List<SparkType> Types)
    {
        internal List<string?> Texts(int columns) => [.. Values.Take(columns).Select((value, i) => SparkText.Of(value, Types[i]))];

        internal long Count(int column) => (long)Values[column]!;
    }
}
