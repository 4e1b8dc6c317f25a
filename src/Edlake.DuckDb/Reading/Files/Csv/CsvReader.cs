using System.Globalization;
using Edlake.Files.Reading;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Reading.Files.Csv;

/// <summary>The call of DuckDB's CSV reader for a group of files: every field a text, malformed records set aside.</summary>
internal static class CsvReader
{
    internal static string Sql(CsvGroup group, CsvOptions options, CsvRejects rejects, int width)
    {
        var settings = new List<string>
        {
            $"columns = {{{string.Join(", ", Enumerable.Range(0, width).Select(i => $"'{CsvRow.Field(i)}': 'VARCHAR'"))}}}",
            "auto_detect = false",
            $"header = {(options.HasHeader ? "true" : "false")}",
            string.Create(CultureInfo.InvariantCulture, $"skip = {group.SkippedLines}"),
            $"delim = {PhysicalType.Literal(options.Delimiter)}",
            $"quote = {PhysicalType.Literal(options.Quote?.ToString() ?? "")}",
            $"escape = {PhysicalType.Literal(options.Quote is null ? "" : options.Escape.ToString())}",
            $"comment = {PhysicalType.Literal(options.Comment?.ToString() ?? "")}",
            "nullstr = ''",
            $"allow_quoted_nulls = {(options.NullText.Length == 0 ? "true" : "false")}",
            $"parallel = {(group.IsParallel ? "true" : "false")}",
            string.Create(CultureInfo.InvariantCulture, $"max_line_size = {Math.Max(group.Longest + 1, CsvGroup.UsualLine)}"),
            "store_rejects = true",
            $"rejects_table = '{rejects.Rejected}'",
            $"rejects_scan = '{rejects.Scanned}'",
            "rejects_limit = 0",
        };
        return $"read_csv({PathText.List(group.Files.Select(file => file.MachinePath))}, {string.Join(", ", settings)})";
    }
}
