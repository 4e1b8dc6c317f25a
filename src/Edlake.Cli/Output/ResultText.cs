using System.Text.Encodings.Web;
using System.Text.Json;
using Edlake.Results;
using Edlake.Sessions;
using Edlake.Sql.Types;
using Spectre.Console;

namespace Edlake.Cli.Output;

/// <summary>A statement's rows for a reader: a table, CSV, or JSON objects.</summary>
internal static class ResultText
{
    private const int ShownRows = 1000;
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void Write(Terminal terminal, StatementResult result, string format, CancellationToken cancellation)
    {
        switch (format)
        {
            case "csv":
                WriteCsv(terminal.Data, result, cancellation);
                break;
            case "json":
                WriteJson(terminal.Data, result, cancellation);
                break;
            default:
                WriteTable(terminal, result, cancellation);
                break;
        }
    }

    private static void WriteTable(Terminal terminal, StatementResult result, CancellationToken cancellation)
    {
        var fields = result.Rows.Schema.Fields;
        if (fields.Count == 0)
        {
            terminal.Out.WriteLine(result.Write is { } write ? $"OK: {write.RowsWritten:N0} rows written" : "OK");
            return;
        }

        var rows = new List<string?[]>();
        var count = 0L;
        foreach (var row in result.Rows.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            if (count++ < ShownRows)
                rows.Add([.. row.Select((value, i) => value is null ? null : Readable(value, fields[i].Type))]);
        }

        ShownRowsTable.Write(terminal.Out, fields, rows);
        terminal.Out.WriteLine(count > ShownRows ? $"{count:N0} rows, the first {ShownRows:N0} are shown; --format csv gives all" : count == 1 ? "1 row" : $"{count:N0} rows");
    }

    private static void WriteCsv(TextWriter writer, StatementResult result, CancellationToken cancellation)
    {
        var fields = result.Rows.Schema.Fields;
        if (fields.Count == 0)
            return;
        writer.WriteLine(string.Join(',', fields.Select(field => Quoted(field.Name))));
        foreach (var row in result.Rows.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            writer.WriteLine(string.Join(',', row.Select((value, i) => value is null ? "" : Quoted(Readable(value, fields[i].Type)))));
        }
    }

    private static void WriteJson(TextWriter writer, StatementResult result, CancellationToken cancellation)
    {
        var fields = result.Rows.Schema.Fields;
        writer.Write('[');
        var separator = "";
        foreach (var row in result.Rows.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer, Relaxed))
                JsonValue.Write(json, row, new StructType(fields));
            writer.Write(separator);
            writer.Write(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
            separator = ",\n ";
        }

        writer.WriteLine(']');
    }

    // An instant as people read it, without the T.
    private static string Readable(object value, SparkType type) => type is TimestampType or TimestampNtzType
        ? SparkText.Of(value, type)!.Replace('T', ' ').TrimEnd('Z')
        : SparkText.Of(value, type)!;

    // Text that is empty is quoted, so that it is not taken for NULL.
    private static string Quoted(string text) => text.Length == 0 || text.AsSpan().IndexOfAny(",\"\r\n") >= 0
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
