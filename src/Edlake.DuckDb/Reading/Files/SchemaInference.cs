using System.Text.Json;
using Edlake.DuckDb.Execution;
using Edlake.DuckDb.Reading.Files.Csv;
using Edlake.DuckDb.Reading.Files.Json;
using Edlake.Files;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>The schema Spark would find in raw files: from a header, from values, from a Parquet footer; then the partition folders' columns.</summary>
internal sealed class SchemaInference(DuckDbInstance instance, Workspace workspace)
{
    private const int SampledFiles = 100;

    internal StructType Of(string path, string format, IReadOnlyDictionary<string, string> options)
    {
        var fixedSchema = format switch
        {
            "text" => new StructType([new StructField("value", new StringType())]),
            "binaryfile" => new StructType(
            [
                new StructField("path", new StringType()), new StructField("modificationTime", new TimestampType()),
                new StructField("length", new LongType()), new StructField("content", new BinaryType()),
            ]),
            _ => null,
        };
        var files = RawFileListing.List(workspace, path, options);
        if (fixedSchema is not null)
            return WithPartitions(fixedSchema, files);
        if (files.Count == 0)
            throw Unable(path, format);
        using var session = instance.Connect(new SessionState());
        var data = format switch
        {
            "csv" => Csv(session, new FileScan(path, format, new StructType([]), options, null), files),
            "json" => Json(session, files, options),
            "parquet" => ParquetSchema.Of(session, files[0]),
            _ => throw Unable(path, format),
        };
        return WithPartitions(data ?? throw Unable(path, format), files);
    }

    private static SqlException Unable(string path, string format) => new(
        "UNABLE_TO_INFER_SCHEMA", "42KD9", $"Unable to infer schema for {format.ToUpperInvariant()} from the files of '{path}'. It must be specified manually.", hint: "Give schema => '…'.");

    private static StructType? Csv(DuckDbSession session, FileScan scan, IReadOnlyList<RawFile> files)
    {
        var options = CsvOptions.Of(scan);
        var surveys = files.Take(SampledFiles).Select(file => (File: file, Survey: CsvSurvey.Of(file.MachinePath, options, CancellationToken.None))).ToList();
        var first = surveys.FirstOrDefault(item => item.Survey.Header is not null || item.Survey.Records > 0);
        if (first.File is null)
            return null;
        var names = first.Survey.Header ?? [.. Enumerable.Range(0, CsvSample.Width(first.File, options)).Select(i => $"_c{i}")];
        var infers = new[] { "inferschema", "infercolumntypes" }.Any(option => "true".Equals(scan.Options.GetValueOrDefault(option), StringComparison.OrdinalIgnoreCase));
        var types = infers ? CsvSample.Types(session, new CsvGroup(first.Survey.Header, [first.File], !first.Survey.HasQuotedBreaks), options, names.Count) : [.. names.Select(_ => new StringType())];
        return new StructType([.. names.Zip(types, (name, type) => new StructField(name, type))]);
    }

    private static StructType? Json(DuckDbSession session, IReadOnlyList<RawFile> files, IReadOnlyDictionary<string, string> options)
    {
        var paths = PathText.List(files.Take(SampledFiles).Select(file => file.MachinePath));
        var isMultiLine = "true".Equals(options.GetValueOrDefault("multiline"), StringComparison.OrdinalIgnoreCase);
        var records = isMultiLine
            ? $"SELECT unnest(CASE WHEN json_valid(content) AND json_type(content) = 'ARRAY' THEN CAST(json_extract(content, '$[*]') AS VARCHAR[]) ELSE [content] END) AS record FROM read_text({paths})"
            : $"SELECT record FROM read_csv({paths}, columns = {{'record': 'VARCHAR'}}, auto_detect = false, header = false, delim = chr(1), quote = '', escape = '', ignore_errors = true)";
        var structure = session.Scalar(
            $"SELECT CAST(json_group_structure(CAST(record AS JSON)) AS VARCHAR) FROM ({records}) WHERE json_valid(record) AND json_type(record) = 'OBJECT'", CancellationToken.None) as string;
        if (structure is null)
            return null;
        var hasBroken = session.Scalar($"SELECT count(*) > 0 FROM ({records}) WHERE trim(record) <> '' AND NOT (json_valid(record) AND json_type(record) = 'OBJECT')", CancellationToken.None) is true;
        using var document = JsonDocument.Parse(structure);
        var schema = (StructType)JsonStructure.ToSpark(document.RootElement);
        var corrupt = new StructField(options.GetValueOrDefault("columnnameofcorruptrecord") ?? "_corrupt_record", new StringType());
        return hasBroken ? new StructType([.. schema.Fields.Append(corrupt).OrderBy(field => field.Name, StringComparer.Ordinal)]) : schema;
    }

    private static StructType WithPartitions(StructType data, IReadOnlyList<RawFile> files)
    {
        var names = files.SelectMany(file => file.PartitionValues.Keys).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var partitions = names.Select(name => new StructField(name, Partition([.. files.Select(file => file.PartitionValues.GetValueOrDefault(name)).OfType<string>()])));
        return new StructType([.. data.Fields.Where(field => !names.Contains(field.Name, StringComparer.OrdinalIgnoreCase)), .. partitions]);
    }

    private static SparkType Partition(List<string> values) => values switch
    {
        [] => new StringType(),
        _ when values.TrueForAll(value => int.TryParse(value, out _)) => new IntegerType(),
        _ when values.TrueForAll(value => long.TryParse(value, out _)) => new LongType(),
        _ when values.TrueForAll(value => DateOnly.TryParseExact(value, "yyyy-MM-dd", out _)) => new DateType(),
        _ => new StringType(),
    };
}
