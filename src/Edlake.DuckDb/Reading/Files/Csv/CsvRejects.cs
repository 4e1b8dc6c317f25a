using System.Globalization;
using DuckDB.NET.Data;
using Edlake.Diagnostics;
using Edlake.Files.Reading;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Reading.Files.Csv;

/// <summary>
/// The records that DuckDB's reader set aside: kept as a small table of their fields, split as Spark would, beside their raw text.
/// </summary>
internal sealed class CsvRejects(StatementRun run, CsvGroup group, CsvOptions options, string name, int width)
{
    private const int RowsAnInsert = 2000;
    private const int ShownText = 200;
    private const string BadEncoding = "INVALID ENCODING";
    private const string TooLong = "LINE SIZE OVER MAXIMUM";

    // DuckDB keeps no more of a record than this; the rest is in the file.
    private const int LongestText = 9_000;

    /// <summary>The table of the records; there is none before <see cref="Take"/>.</summary>
    internal string Table { get; } = $"{name}_records";

    /// <summary>Name of DuckDB's own table of what it rejects.</summary>
    internal string Rejected { get; } = $"{name}_rejects";

    /// <summary>Name of DuckDB's own table of the files it read.</summary>
    internal string Scanned { get; } = $"{name}_scans";

    /// <summary>Records set aside.</summary>
    internal long Count { get; private set; }

    /// <summary>Of these, the ones left out altogether, as DROPMALFORMED asks.</summary>
    internal long Dropped { get; private set; }

    /// <summary>Reads what the last pass rejected.</summary>
    internal void Take(bool hasColumn)
    {
        var records = WithOpenRecords(run.Session.Rows(
            $"SELECT s.file_path, e.line, e.line_byte_position, any_value(e.csv_line), max(CASE WHEN e.error_type IN ('{BadEncoding}', '{TooLong}') THEN CAST(e.error_type AS VARCHAR) END) "
            + $"FROM {Rejected} e JOIN {Scanned} s USING (scan_id, file_id) GROUP BY s.file_path, e.line, e.line_byte_position ORDER BY ALL",
            Read, run.Cancellation));
        Count = records.Count;
        if (records.FirstOrDefault(record => IsFatal(record, hasColumn)) is { } fatal)
            throw Error(fatal);
        var kept = options.Mode == ParseMode.DropMalformed ? [.. records.Where(record => !record.IsMalformed)] : records;
        Dropped = records.Count - kept.Count;
        run.Execute($"CREATE TEMP TABLE {Table} (i BIGINT, record VARCHAR{string.Concat(Enumerable.Range(0, width).Select(i => $", {CsvRow.Field(i)} VARCHAR"))})");
        foreach (var chunk in kept.Chunk(RowsAnInsert))
            run.Execute($"INSERT INTO {Table} VALUES {string.Join(", ", chunk.Select(Row))}");
    }

    /// <summary>A record set aside; not all are malformed: Spark takes a quote that is closed too early for text.</summary>
    private sealed record Record(int File, long Line, string Text, IReadOnlyList<string> Fields, string? Fault, bool IsMalformed);

    private Record Read(DuckDBDataReader reader)
    {
        var path = reader.GetString(0);
        var file = group.Files.TakeWhile(candidate => candidate.MachinePath != path).Count();
        var text = (reader.IsDBNull(3) ? "" : reader.GetString(3)).Trim('\n', '\r');
        if (text.Length >= LongestText)
            text = CsvSurvey.Record(path, Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture) - 1, options);
        var fault = reader.IsDBNull(4) ? null : reader.GetString(4);
        var fields = CsvFields.Split(text, options);
        return new Record(file, Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture), text, fields, fault, fault is not null || fields.Count != width);
    }

    // DuckDB gives a last record that does not end as rejected, or not at all: as one of several threads or alone.
    private List<Record> WithOpenRecords(IReadOnlyList<Record> records)
    {
        var all = new List<Record>(records);
        foreach (var (file, open) in group.Open)
        {
            var text = CsvSurvey.Text(group.Files[file].MachinePath, open);
            var shown = text.Trim('\n', '\r');
            all.RemoveAll(record => record.File == file && record.Text == shown);
            all.Add(new Record(file, open.Line, shown, CsvFields.Split(options.IsMultiLine ? text : shown, options), null, true));
        }

        return all;
    }

    private bool IsFatal(Record record, bool hasColumn) => record.Fault == TooLong
        || (options.Mode == ParseMode.FailFast && record.IsMalformed)
        || (record.Fault is not null && !hasColumn);

    private EdlakeException Error(Record record)
    {
        var what = record.Fault switch
        {
            TooLong => "the line is longer than a record may be",
            BadEncoding => "the line is not UTF-8",
            _ => $"the record is malformed: {(record.Text.Length > ShownText ? record.Text[..ShownText] + "…" : record.Text)}",
        };
        return new EdlakeException(
            "FAILED_READ_FILE.NO_HINT",
            string.Create(CultureInfo.InvariantCulture, $"Error while reading file {group.Files[record.File].DisplayPath}, line {record.Line}: {what}."),
            record.Fault == BadEncoding
                ? "Name the encoding (encoding => 'ISO-8859-1'), or add the column _corrupt_record STRING to the schema to keep such lines apart."
                : "Correct the file, or read it in mode PERMISSIVE.");
    }

    private string Row(Record record)
    {
        var values = Enumerable.Range(0, width).Select(i => i < record.Fields.Count && record.Fields[i].Length > 0 ? PhysicalType.Literal(record.Fields[i]) : "NULL");
        return string.Create(CultureInfo.InvariantCulture, $"({record.File}, {(record.IsMalformed ? PhysicalType.Literal(record.Text) : "NULL")}, {string.Join(", ", values)})");
    }
}
