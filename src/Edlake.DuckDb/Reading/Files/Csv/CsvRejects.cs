using System.Globalization;
using Edlake.Diagnostics;
using Edlake.Files;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Reading.Files.Csv;

/// <summary>
/// The records that DuckDB's reader set aside: kept as a small table of their fields, split as Spark would, beside their raw text.
/// </summary>
internal sealed class CsvRejects(StatementRun run, CsvGroup group, CsvOptions options, string name, int width)
{
    private const int RowsAnInsert = 2000;
    private const int ShownText = 200;

    /// <summary>The table of the records; there is none before <see cref="Take"/>.</summary>
    internal string Table { get; } = $"{name}_records";

    /// <summary>Name of DuckDB's own table of what it rejects.</summary>
    internal string Rejected { get; } = $"{name}_rejects";

    /// <summary>Name of DuckDB's own table of the files it read.</summary>
    internal string Scanned { get; } = $"{name}_scans";

    /// <summary>Records set aside.</summary>
    internal long Count { get; private set; }

    /// <summary>Reads what the last pass rejected. A record may have several faults; it is one record all the same.</summary>
    internal void Take(bool hasColumn)
    {
        var records = run.Session.Rows(
            $"SELECT s.file_path, e.line, any_value(e.csv_line), max(CASE WHEN e.error_type IN ('INVALID ENCODING', 'LINE SIZE OVER MAXIMUM') THEN CAST(e.error_type AS VARCHAR) END) "
            + $"FROM {Rejected} e JOIN {Scanned} s USING (scan_id, file_id) GROUP BY s.file_path, e.line, e.line_byte_position ORDER BY ALL",
            reader => new Record(reader.GetString(0), Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture), reader.IsDBNull(2) ? "" : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3)),
            run.Cancellation);
        var all = WithOpenRecords(records);
        Count = all.Count;
        Refuse(all, hasColumn);
        run.Execute($"CREATE TEMP TABLE {Table} (i BIGINT, record VARCHAR{string.Concat(Enumerable.Range(0, width).Select(i => $", {CsvRow.Field(i)} VARCHAR"))})");
        foreach (var chunk in (options.Mode == ParseMode.DropMalformed ? [] : all).Chunk(RowsAnInsert))
            run.Execute($"INSERT INTO {Table} VALUES {string.Join(", ", chunk.Select(Row))}");
    }

    private sealed record Record(string Path, long Line, string Text, string? Fault);

    // DuckDB gives a last record that does not end as rejected, or not at all: as one of several threads or alone.
    private List<Record> WithOpenRecords(IReadOnlyList<Record> records)
    {
        var all = new List<Record>(records);
        foreach (var (place, open) in group.Open)
        {
            var path = group.Files[place].MachinePath;
            var text = CsvSurvey.Text(path, open).Trim('\n', '\r');
            all.RemoveAll(record => record.Path == path && record.Text.Trim('\n', '\r') == text);
            all.Add(new Record(path, open.Line, text, null));
        }

        return all;
    }

    private void Refuse(IReadOnlyList<Record> records, bool hasColumn)
    {
        var fatal = records.FirstOrDefault(record => options.Mode == ParseMode.FailFast || record.Fault == "LINE SIZE OVER MAXIMUM" || (record.Fault is not null && !hasColumn));
        if (fatal is null)
            return;
        var what = fatal.Fault switch
        {
            "LINE SIZE OVER MAXIMUM" => "the line is longer than a record may be",
            "INVALID ENCODING" => "the line is not UTF-8",
            _ => $"the record is malformed: {Shown(fatal.Text)}",
        };
        throw new EdlakeException(
            "FAILED_READ_FILE.NO_HINT",
            string.Create(CultureInfo.InvariantCulture, $"Error while reading file {FileOf(fatal).DisplayPath}, line {fatal.Line}: {what}."),
            fatal.Fault == "INVALID ENCODING"
                ? "Name the encoding (encoding => 'ISO-8859-1'), or add the column _corrupt_record STRING to the schema to keep such lines apart."
                : "Correct the file, or read it in mode PERMISSIVE.");
    }

    private static string Shown(string text) => text.Trim('\n', '\r') is { Length: > ShownText } longer ? longer[..ShownText] + "…" : text.Trim('\n', '\r');

    private RawFile FileOf(Record record) => group.Files.First(file => file.MachinePath == record.Path);

    private string Row(Record record)
    {
        // DuckDB's text of a record may begin with the end of the line before.
        var text = record.Text.Trim('\n', '\r');
        var fields = CsvFields.Split(text, options);
        var values = Enumerable.Range(0, width).Select(i => i < fields.Count && fields[i].Length > 0 ? PhysicalType.Literal(fields[i]) : "NULL");
        var place = group.Files.ToList().IndexOf(FileOf(record));
        return string.Create(CultureInfo.InvariantCulture, $"({place}, {PhysicalType.Literal(text)}, {string.Join(", ", values)})");
    }
}
