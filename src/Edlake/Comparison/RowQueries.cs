namespace Edlake.Comparison;

/// <summary>
/// The SQL of a comparison. Both sides go through one grouping by the whole row in its exact form: what stays are the rows that the sides do not
/// have equally often, and only those are then held against each other by key. A key pairs rows up; it never decides whether tables are equal.
/// </summary>
/// <param name="a">One side.</param>
/// <param name="b">The other.</param>
/// <param name="columns">Columns that are compared; one at least.</param>
/// <param name="keys">Which of them are the key; empty for none.</param>
internal sealed class RowQueries(ComparedTable a, ComparedTable b, IReadOnlyList<ComparedColumn> columns, IReadOnlyList<int> keys)
{
    private const string OnlyInA = "greatest(na - nb, 0)";
    private const string OnlyInB = "greatest(nb - na, 0)";

    private string AllColumns => List(Enumerable.Range(0, columns.Count));

    private string KeyColumns => List(keys);

    private string DifferingRows =>
        $"""
        differing AS (
          SELECT {AllColumns}, sum(a) AS na, sum(b) AS nb FROM (
            SELECT {Forms(column => column.FormInA)}, 1 AS a, 0 AS b FROM {a.Sql}
            UNION ALL
            SELECT {Forms(column => column.FormInB)}, 0 AS a, 1 AS b FROM {b.Sql}) AS rows_of_both
          GROUP BY {AllColumns} HAVING sum(a) <> sum(b))
        """;

    /// <summary>One row: rows only in A, only in B, changed; with a key then, for each column that is not of it, the rows it changed in.</summary>
    internal string Counts() => keys.Count == 0
        ? $"WITH {DifferingRows} SELECT coalesce(sum({OnlyInA}), 0), coalesce(sum({OnlyInB}), 0), 0 FROM differing"
        : $"""
           WITH {DifferingRows},
           by_key AS (
             SELECT {KeyColumns}, sum({OnlyInA}) AS xa, sum({OnlyInB}) AS xb, {Side("na > nb", "ra")}, {Side("na < nb", "rb")} FROM differing GROUP BY {KeyColumns}),
           judged AS (SELECT *, xa = 1 AND xb = 1 AS paired FROM by_key)
           SELECT {string.Join(", ", CountExpressions())} FROM judged
           """;

    /// <summary>
    /// The first rows that differ, ordered by key: the columns' forms, how often A has the row, how often B, and whether it is one of a pair that
    /// shares a key. The two of a pair follow each other, A's first.
    /// </summary>
    internal string Rows(int most) => keys.Count == 0
        ? $"WITH {DifferingRows} SELECT {AllColumns}, na, nb, false FROM differing ORDER BY {AllColumns} LIMIT {most}"
        : $"""
           WITH {DifferingRows},
           judged AS (
             SELECT *, sum({OnlyInA}) OVER (PARTITION BY {KeyColumns}) AS xa, sum({OnlyInB}) OVER (PARTITION BY {KeyColumns}) AS xb FROM differing)
           SELECT {AllColumns}, na, nb, xa = 1 AND xb = 1 FROM judged ORDER BY {KeyColumns}, na < nb, {AllColumns} LIMIT {most}
           """;

    /// <summary>How many rows a side has.</summary>
    internal static string Count(ComparedTable table) => $"SELECT count(*) FROM {table.Sql}";

    private IEnumerable<string> CountExpressions() =>
    [
        "coalesce(sum(CASE WHEN paired THEN 0 ELSE xa END), 0)",
        "coalesce(sum(CASE WHEN paired THEN 0 ELSE xb END), 0)",
        "count_if(paired)",
        .. Enumerable.Range(0, columns.Count).Except(keys).Select(i => $"count_if(paired AND NOT (ra.c{i} <=> rb.c{i}))"),
    ];

    private string Side(string condition, string name) =>
        $"any_value(CASE WHEN {condition} THEN named_struct({string.Join(", ", Enumerable.Range(0, columns.Count).Select(i => $"'c{i}', c{i}"))}) END, true) AS {name}";

    private string Forms(Func<ComparedColumn, string> form) => string.Join(", ", columns.Select((column, i) => $"{form(column)} AS c{i}"));

    private static string List(IEnumerable<int> indexes) => string.Join(", ", indexes.Select(i => $"c{i}"));
}
