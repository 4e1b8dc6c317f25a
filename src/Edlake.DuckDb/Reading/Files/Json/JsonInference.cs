using System.Text.Json;
using Edlake.DuckDb.Reading.Files.Csv;
using Edlake.Files;
using Edlake.Files.Reading;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Reading.Files.Json;

/// <summary>The columns of JSON files, sorted by name; <c>_corrupt_record</c> among them where a line is no document.</summary>
internal sealed class JsonInference(StatementRun run, FileScan scan)
{
    /// <summary>The schema; null where no file has a document.</summary>
    internal StructType? Of(IReadOnlyList<RawFile> files)
    {
        var readable = CsvFiles.Look(run, files, CsvOptions.Lines(scan)).Select(item => item.File.MachinePath);
        var records = Records(PathText.List(readable));
        if (run.Session.Scalar($"SELECT CAST(json_group_structure(CASE WHEN {IsDocument} THEN CAST(record AS JSON) END) AS VARCHAR) FROM ({records}) WHERE {IsDocument}", run.Cancellation) is not string structure)
            return null;
        using var document = JsonDocument.Parse(structure);
        var fields = ((StructType)JsonStructure.ToSpark(document.RootElement, SchemaInference.IsSet(scan, "primitivesasstring"))).Fields;
        if ("false".Equals(scan.Options.GetValueOrDefault("infercolumntypes"), StringComparison.OrdinalIgnoreCase))
            fields = [.. fields.Select(field => field with { Type = new StringType() })];
        if (run.Session.Scalar($"SELECT count(*) > 0 FROM ({records}) WHERE trim(record) <> '' AND NOT ({IsDocument})", run.Cancellation) is not true)
            return new StructType(fields);
        var corrupt = new StructField(scan.Options.GetValueOrDefault("columnnameofcorruptrecord") ?? "_corrupt_record", new StringType());
        return new StructType([.. fields.Append(corrupt).OrderBy(field => field.Name, StringComparer.Ordinal)]);
    }

    // Not two conditions: DuckDB tries them in any order, and the second fails for what is no JSON.
    private const string IsDocument = "CASE WHEN json_valid(record) THEN json_type(record) = 'OBJECT' ELSE false END";

    private string Records(string paths)
    {
        var texts = SchemaInference.IsSet(scan, "multiline")
            ? $"SELECT ltrim(content, chr(65279)) AS record FROM read_text({paths})"
            : $"SELECT record FROM read_csv({paths}, columns = {{'record': 'VARCHAR'}}, auto_detect = false, header = false, delim = chr(1), quote = '', escape = '', ignore_errors = true)";
        return $"SELECT unnest(CASE WHEN json_valid(record) AND json_type(record) = 'ARRAY' THEN CAST(json_extract(record, '$[*]') AS VARCHAR[]) ELSE [record] END) AS record FROM ({texts})";
    }
}
