using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Edlake.Comparison;

namespace Edlake.Parity;

/// <summary>The certificate for programs.</summary>
public static class ParityJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>One JSON object.</summary>
    public static string Of(ParityReport report) => JsonSerializer.Serialize(
        new
        {
            Equal = report.IsEqual,
            report.Bundle,
            report.Job,
            report.Target,
            report.Parameters,
            report.Now,
            A = Side(report.A),
            B = Side(report.B),
            Compared = new { Tables = report.Tables.Count, report.Rows, report.Cells },
            report.Differences,
            report.Project,
            Tables = report.Tables.Select(Table),
        },
        Options);

    private static object Side(ParitySide side) => new { side.Engine, side.Sql, side.Status, Seconds = side.Runs.Select(run => run.TotalSeconds), side.Errors };

    private static object Table(ParityTable table) => new
    {
        table.Name,
        Columns = table.Content.Columns.Count,
        RowsA = table.Content.Rows.InA,
        RowsB = table.Content.Rows.InB,
        table.Cells,
        table.Differences,
        table.Content.Schema,
        table.Definition,
        table.History,
        Rows = new { table.Content.Rows.Equal, table.Content.Rows.OnlyInA, table.Content.Rows.OnlyInB, table.Content.Rows.Changed, table.Content.Rows.ChangedBy },
        Listed = table.Content.Differences.Select(difference => Row(table.Content, difference)),
    };

    private static object Row(TableComparison table, RowDifference difference) => difference is { A: { } a, B: { } b }
        ? new
        {
            Key = Cells(table, a, table.Key.Contains),
            Changed = table.Columns.Select((column, i) => (column, a: a[i], b: b[i])).Where(cell => cell.a != cell.b).ToDictionary(cell => cell.column, cell => new { cell.a, cell.b }),
        }
        : new { Row = Cells(table, difference.A ?? difference.B!, _ => true), difference.CountA, difference.CountB };

    private static Dictionary<string, string?> Cells(TableComparison table, IReadOnlyList<string?> row, Func<string, bool> chosen) =>
        table.Columns.Zip(row).Where(cell => chosen(cell.First)).ToDictionary(cell => cell.First, cell => cell.Second);
}
