using Edlake.Sql.Types;
using Spectre.Console;

namespace Edlake.Cli.Output;

/// <summary>Rows as a table; where that would be wider than the terminal, each row as a list of its columns, so that nothing is cut off.</summary>
internal static class ShownRowsTable
{
    private const string Null = "NULL";
    private const int Margin = 4;

    internal static void Write(IAnsiConsole console, IReadOnlyList<StructField> fields, IReadOnlyList<string?[]> rows)
    {
        var width = fields.Select((field, i) => rows.Select(row => (row[i] ?? Null).Length).Append(field.Name.Length).Max() + Margin).Sum();
        if (width <= console.Profile.Width || rows.Count == 0)
            WriteTable(console, fields, rows);
        else
            WriteRecords(console, fields, rows);
    }

    private static void WriteTable(IAnsiConsole console, IReadOnlyList<StructField> fields, IReadOnlyList<string?[]> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var field in fields)
        {
            var column = new TableColumn(Markup.Escape(field.Name)).NoWrap();
            table.AddColumn(field.Type.IsNumeric() ? column.RightAligned() : column);
        }

        foreach (var row in rows)
            table.AddRow([.. row.Select(Cell)]);
        console.Write(table);
    }

    private static void WriteRecords(IAnsiConsole console, IReadOnlyList<StructField> fields, IReadOnlyList<string?[]> rows)
    {
        var name = fields.Max(field => field.Name.Length);
        for (var i = 0; i < rows.Count; i++)
        {
            console.MarkupLine($"[grey]row {i + 1}[/]");
            for (var j = 0; j < fields.Count; j++)
                console.MarkupLine($"  [bold]{Markup.Escape(fields[j].Name.PadRight(name))}[/]  {Cell(rows[i][j])}");
        }
    }

    private static string Cell(string? text) => text is null ? $"[grey]{Null}[/]" : Markup.Escape(text);
}
