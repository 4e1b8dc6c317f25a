using System.Globalization;
using Edlake.Running;
using Spectre.Console;

namespace Edlake.Cli.Output;

/// <summary>What a run came to, for people: a line a task, its figures, its errors.</summary>
internal static class RunSummary
{
    internal static void Write(Terminal terminal, RunReport report)
    {
        var record = report.Record;
        var table = new Table().Border(TableBorder.None);
        table.AddColumn(Narrow("task")).AddColumn(Narrow("status"));
        foreach (var heading in new[] { "rows in", "kept", "quarantined", "dropped", "seconds" })
            table.AddColumn(Narrow(heading).RightAligned());
        foreach (var task in record.Tasks)
        {
            table.AddRow(
                Markup.Escape(task.Task), StatusText.Markup(task.Status), Number(task.Rows?.In), Number(task.Rows?.Kept), Number(task.Rows?.Quarantined), Number(task.Rows?.Dropped),
                task.Duration.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture));
        }

        terminal.Out.Write(table);
        terminal.Out.MarkupLine($"{StatusText.Markup(record.Status)} {Markup.Escape(Sentence(record))}");
        foreach (var output in record.Tasks.Select(task => task.Output).OfType<TaskOutput>())
            WriteOutput(terminal.Out, output);
        foreach (var (task, error) in report.Errors)
        {
            terminal.Error.MarkupLine(task.Length == 0 ? "[bold]publication[/]" : $"[bold]{Markup.Escape(task)}[/]");
            ErrorText.Write(terminal.Error, error);
        }
    }

    private static string Sentence(RunRecord record)
    {
        var seconds = record.Duration.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
        var tables = record.Tasks.SelectMany(task => task.Tables).Select(write => write.Table).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return record.Status switch
        {
            RunStatus.Succeeded => $"run {record.RunId}: {tables} tables published together in {seconds} s",
            RunStatus.Skipped => $"run {record.RunId}: nothing new since the last one ({seconds} s)",
            RunStatus.Cancelled => $"run {record.RunId}: nothing was published ({seconds} s)",
            _ => $"run {record.RunId}: nothing was published ({seconds} s); all tables are as they were",
        };
    }

    private static void WriteOutput(IAnsiConsole console, TaskOutput output)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in output.Columns)
            table.AddColumn(Markup.Escape(column));
        foreach (var row in output.Rows)
            table.AddRow([.. row.Select(cell => Markup.Escape(cell ?? ""))]);
        console.Write(table);
    }

    // Fits a terminal of eighty columns.
    private static TableColumn Narrow(string heading) => new TableColumn($"[bold]{heading}[/]").NoWrap().PadLeft(0).PadRight(1);

    private static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "";
}
