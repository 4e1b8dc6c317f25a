using System.Globalization;
using Edlake.Comparison;
using Spectre.Console;

namespace Edlake.Cli.Output;

/// <summary>A comparison for people: what differs of the columns, counts of the rows, and the first rows that differ.</summary>
internal static class ComparisonText
{
    internal static void Write(IAnsiConsole console, TableComparison comparison)
    {
        console.MarkupLineInterpolated($"[red]A[/] {comparison.A}, version {comparison.VersionA}: {Number(comparison.Rows.InA)} rows");
        console.MarkupLineInterpolated($"[green]B[/] {comparison.B}, version {comparison.VersionB}: {Number(comparison.Rows.InB)} rows");
        foreach (var difference in comparison.Schema)
            console.MarkupLineInterpolated($"[yellow]![/] {difference.What}: [red]{difference.A ?? "none"}[/] | [green]{difference.B ?? "none"}[/]");
        var rows = comparison.Rows;
        var changed = comparison.Key.Count > 0 ? $", {Number(rows.Changed)} changed" : "";
        console.MarkupLineInterpolated($"{Number(rows.Equal)} rows equal, {Number(rows.OnlyInA)} only in A, {Number(rows.OnlyInB)} only in B{changed}");
        if (rows.ChangedBy.Count > 0)
            console.MarkupLineInterpolated($"changed: {string.Join(", ", rows.ChangedBy.Select(pair => $"{pair.Key} {Number(pair.Value)}"))}");
        foreach (var difference in comparison.Differences)
            WriteRow(console, comparison, difference);
        var left = rows.Differences - comparison.Differences.Sum(Weight);
        if (left > 0)
            console.MarkupLineInterpolated($"and {Number(left)} more; --limit N lists more of them");
        console.MarkupLine(comparison.AreEqual ? "[green]equal[/]" : "[red]different[/]");
    }

    // A row that one side has three times more often is three differences.
    private static long Weight(RowDifference difference) => difference.IsChange ? 1 : Math.Abs(difference.CountA - difference.CountB);

    private static void WriteRow(IAnsiConsole console, TableComparison comparison, RowDifference difference)
    {
        switch (difference)
        {
            case { A: { } a, B: { } b }:
                var changes = Enumerable.Range(0, a.Count).Where(i => a[i] != b[i]).Select(i => $"{comparison.Columns[i]} {Value(a[i])} -> {Value(b[i])}");
                console.MarkupLineInterpolated($"[yellow]~[/] {Cells(comparison, a, comparison.Key)}: {string.Join(", ", changes)}");
                break;
            case { A: { } a }:
                console.MarkupLineInterpolated($"[red]-[/] {Cells(comparison, a, comparison.Columns)}{Times(difference)}");
                break;
            case { B: { } b }:
                console.MarkupLineInterpolated($"[green]+[/] {Cells(comparison, b, comparison.Columns)}{Times(difference)}");
                break;
        }
    }

    private static string Times(RowDifference difference) =>
        difference.CountA + difference.CountB == 1 ? "" : $" ({Number(difference.CountA)} times in A, {Number(difference.CountB)} in B)";

    private static string Cells(TableComparison comparison, IReadOnlyList<string?> row, IReadOnlyList<string> columns) =>
        string.Join(", ", comparison.Columns.Zip(row).Where(pair => columns.Contains(pair.First)).Select(pair => $"{pair.First}={Value(pair.Second)}"));

    // Quotes where the text could be taken for something else.
    private static string Value(string? text) => text is null ? "NULL"
        : text.Length == 0 || text == "NULL" || text.AsSpan().IndexOfAny(",'\r\n=") >= 0 || text != text.Trim() ? $"'{text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)}'"
        : text;

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
