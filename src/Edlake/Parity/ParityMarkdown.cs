using System.Globalization;
using System.Text;
using Edlake.Comparison;

namespace Edlake.Parity;

/// <summary>The certificate as a page for people.</summary>
public static class ParityMarkdown
{
    /// <summary>The page.</summary>
    public static string Of(ParityReport report)
    {
        var page = new StringBuilder();
        page.AppendLine(CultureInfo.InvariantCulture, $"# {Title(report)}").AppendLine();
        WriteRuns(page, report);
        if (!report.BothRan)
            return page.ToString();
        page.AppendLine(CultureInfo.InvariantCulture, $"{Number(report.Tables.Count)} tables, {Number(report.Rows)} rows, {Number(report.Cells)} cells compared by exact value; {Number(report.Differences)} differences.").AppendLine();
        if (report.Project.Count > 0)
        {
            page.AppendLine("## Tasks, tables, views").AppendLine();
            WriteFacts(page, report.Project);
        }

        WriteTables(page, report);
        foreach (var table in report.Tables.Where(table => table.Differences > 0))
            WriteTable(page, table);
        return page.ToString();
    }

    private static string Title(ParityReport report) => report switch
    {
        { BothRan: false } => "Parity not shown: a run failed",
        { IsEqual: true } => "Parity certificate: both engines agree",
        _ => "Parity not shown: the engines differ",
    };

    private static void WriteRuns(StringBuilder page, ParityReport report)
    {
        page.AppendLine(CultureInfo.InvariantCulture, $"Bundle {Cell(report.Bundle)}, job {Cell(report.Job)}, target {Cell(report.Target)}. Both runs took it to be {report.Now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)} UTC.");
        if (report.Parameters.Count > 0)
            page.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Parameters: {string.Join(", ", report.Parameters.Select(pair => Cell($"{pair.Key}={pair.Value}")))}");
        page.AppendLine().AppendLine("| | A | B |").AppendLine("|---|---|---|");
        page.AppendLine(CultureInfo.InvariantCulture, $"| engine | {Cell(report.A.Engine)} | {Cell(report.B.Engine)} |");
        page.AppendLine(CultureInfo.InvariantCulture, $"| Spark SQL | {Cell(report.A.Sql)} | {Cell(report.B.Sql)} |");
        page.AppendLine(CultureInfo.InvariantCulture, $"| {(report.A.Runs.Count > 1 ? "runs" : "run")} | {Ended(report.A)} | {Ended(report.B)} |").AppendLine();
        foreach (var (side, task, error) in Errors("A", report.A).Concat(Errors("B", report.B)))
            page.AppendLine(CultureInfo.InvariantCulture, $"- {side}, task {Cell(task)}: {Cell(error)}");
    }

    private static IEnumerable<(string Side, string Task, string Error)> Errors(string name, ParitySide side) => side.Errors.Select(pair => (name, pair.Key, pair.Value));

    private static string Ended(ParitySide side) =>
        $"{(side.RanWell ? "ok" : side.Status.ToString())} in {string.Join(" and ", side.Runs.Select(run => run.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)))} s";

    private static void WriteTables(StringBuilder page, ParityReport report)
    {
        page.AppendLine("## Tables").AppendLine().AppendLine("| table | columns | rows in A | rows in B | cells | differences |").AppendLine("|---|--:|--:|--:|--:|--:|");
        foreach (var table in report.Tables)
        {
            var rows = table.Content.Rows;
            page.AppendLine(CultureInfo.InvariantCulture, $"| {Cell(table.Name)} | {table.Content.Columns.Count} | {Number(rows.InA)} | {Number(rows.InB)} | {Number(table.Cells)} | {Number(table.Differences)} |");
        }
    }

    private static void WriteTable(StringBuilder page, ParityTable table)
    {
        page.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {table.Name}").AppendLine();
        List<Difference> facts = [.. table.Content.Schema, .. table.Definition, .. table.History];
        if (facts.Count > 0)
            WriteFacts(page, facts);
        var rows = table.Content.Rows;
        if (rows.AreEqual)
            return;
        page.AppendLine(CultureInfo.InvariantCulture, $"{Number(rows.Equal)} rows equal, {Number(rows.OnlyInA)} only in A, {Number(rows.OnlyInB)} only in B, {Number(rows.Changed)} with one key and other values.").AppendLine();
        page.AppendLine("| key | column | A | B |").AppendLine("|---|---|---|---|");
        foreach (var difference in table.Content.Differences)
            WriteRow(page, table.Content, difference);
    }

    private static void WriteRow(StringBuilder page, TableComparison table, RowDifference difference)
    {
        if (difference is { A: { } a, B: { } b })
        {
            var key = string.Join(", ", table.Columns.Zip(a).Where(cell => table.Key.Contains(cell.First)).Select(cell => Cell(cell.Second)));
            foreach (var i in Enumerable.Range(0, a.Count).Where(i => a[i] != b[i]))
                page.AppendLine(CultureInfo.InvariantCulture, $"| {key} | {Cell(table.Columns[i])} | {Cell(a[i])} | {Cell(b[i])} |");
            return;
        }

        var whole = string.Join(", ", table.Columns.Zip(difference.A ?? difference.B!).Select(cell => $"{Cell(cell.First)}={Cell(cell.Second)}"));
        page.AppendLine(CultureInfo.InvariantCulture, $"| {whole} | whole row | {difference.CountA} times | {difference.CountB} times |");
    }

    private static void WriteFacts(StringBuilder page, IReadOnlyList<Difference> differences)
    {
        page.AppendLine("| what | A | B |").AppendLine("|---|---|---|");
        foreach (var difference in differences)
            page.AppendLine(CultureInfo.InvariantCulture, $"| {Cell(difference.What)} | {Cell(difference.A)} | {Cell(difference.B)} |");
        page.AppendLine();
    }

    private static string Cell(string? text) => text is null
        ? "*none*"
        : text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
