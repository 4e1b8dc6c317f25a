using System.Text.RegularExpressions;

namespace Edlake.Parity.Tests.Tables;

/// <summary>What differs between Spark's view of a table and Edlake's.</summary>
internal static partial class TableComparison
{
    // createdAt, lastModified are read from the files' times; the name is that of the catalog.
    private static readonly string[] DetailColumns =
        ["id", "description", "partitionColumns", "clusteringColumns", "numFiles", "sizeInBytes", "properties", "minReaderVersion", "minWriterVersion", "tableFeatures"];

    /// <summary>Names, types, nullability and comments of the columns; then the rows, as a set.</summary>
    internal static string? OfRows(SparkAnswer spark, (string Schema, IReadOnlyList<IReadOnlyList<string?>> Rows) own)
    {
        if (spark.Error is not null)
            return $"{spark.Sql}: Spark says {spark.Error}";
        var (wantedSchema, gotSchema) = (Default().Replace(spark.Schema!, ""), Default().Replace(own.Schema, ""));
        if (wantedSchema != gotSchema)
            return $"{spark.Sql}\n   Spark  {wantedSchema}\n   Edlake {gotSchema}";
        var (wanted, got) = (Lines(spark.Rows), Lines(own.Rows));
        return wanted.SequenceEqual(got) ? null : $"{spark.Sql}\n   Spark  {Text(wanted.Except(got))}\n   Edlake {Text(got.Except(wanted))} (of {wanted.Count} and {got.Count} rows)";
    }

    /// <summary>Comment, partitioning, properties with the constraints in them, protocol, files.</summary>
    internal static string? OfDetail(SparkAnswer spark, (string Schema, IReadOnlyList<IReadOnlyList<string?>> Rows) own)
    {
        if (spark.Error is not null)
            return $"{spark.Sql}: Spark says {spark.Error}";
        var (wanted, got) = (Cells(spark.Schema!, spark.Rows[0]), Cells(own.Schema, own.Rows[0]));
        var different = DetailColumns.Where(column => wanted[column] != got[column]).Select(column => $"{column}: Spark {wanted[column] ?? "NULL"}, Edlake {got[column] ?? "NULL"}").ToList();
        return different.Count == 0 ? null : $"{spark.Sql}\n   {string.Join("\n   ", different)}";
    }

    private static Dictionary<string, string?> Cells(string schema, IReadOnlyList<string?> row) =>
        Column().Matches(schema).Select(match => match.Groups[1].Value).Zip(row).ToDictionary(pair => pair.First, pair => Ordered(pair.First, pair.Second));

    // A map has no order.
    private static string? Ordered(string column, string? cell) =>
        column == "properties" && cell is not null ? string.Join(", ", cell["Map(".Length..^1].Split(", ").Order(StringComparer.Ordinal)) : cell;

    private static List<string> Lines(IReadOnlyList<IReadOnlyList<string?>> rows) =>
        [.. rows.Select(row => string.Join(" | ", row.Select(cell => cell ?? "NULL"))).Order(StringComparer.Ordinal)];

    private static string Text(IEnumerable<string> lines) => string.Join(" ; ", lines.Take(5));

    [GeneratedRegex(" DEFAULT ('[^']*'|DATE '[^']*'|DATE'[^']*'|[^ ,]+)")]
    private static partial Regex Default();

    [GeneratedRegex(@"(?:^|,)(\w+) (?:STRING|TIMESTAMP|BIGINT|INT|ARRAY<STRING>|MAP<STRING, STRING>)")]
    private static partial Regex Column();
}
