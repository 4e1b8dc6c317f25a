using System.Text.Encodings.Web;
using System.Text.Json;
using Edlake.Comparison;

namespace Edlake.Cli.Output;

/// <summary>A comparison as one JSON object. Values are Spark's texts, which are exact; null for NULL.</summary>
internal static class ComparisonJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    internal static string Of(TableComparison comparison) => JsonSerializer.Serialize(
        new
        {
            Equal = comparison.AreEqual,
            A = new { Table = comparison.A, Version = comparison.VersionA, Rows = comparison.Rows.InA },
            B = new { Table = comparison.B, Version = comparison.VersionB, Rows = comparison.Rows.InB },
            comparison.Schema,
            comparison.Columns,
            comparison.Key,
            Rows = new { comparison.Rows.Equal, comparison.Rows.OnlyInA, comparison.Rows.OnlyInB, comparison.Rows.Changed, comparison.Rows.ChangedBy },
            Differences = comparison.Differences.Select(difference => Difference(comparison, difference)),
        },
        Options);

    private static object Difference(TableComparison comparison, RowDifference difference) => new
    {
        Kind = difference.IsChange ? "changed" : difference.A is not null ? "onlyInA" : "onlyInB",
        difference.CountA,
        difference.CountB,
        A = Row(comparison, difference.A),
        B = Row(comparison, difference.B),
        Changed = difference is { A: { } a, B: { } b } ? comparison.Columns.Where((_, i) => a[i] != b[i]) : null,
    };

    private static Dictionary<string, string?>? Row(TableComparison comparison, IReadOnlyList<string?>? row) =>
        row is null ? null : comparison.Columns.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second);
}
