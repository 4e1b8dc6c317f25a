using Edlake.DuckDb.Execution;
using Edlake.DuckDb.Reading.Files.Csv;
using Edlake.DuckDb.Reading.Files.Json;
using Edlake.Engines;
using Edlake.Files;
using Edlake.Files.Options;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>The schema Spark would find in raw files: from a header, from values, from a Parquet footer; then the partition folders' columns.</summary>
internal sealed class SchemaInference(DuckDbInstance instance, Workspace workspace)
{
    private const int SampledFiles = 1000;

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
        var scan = new FileScan(path, format, new StructType([]), options, null);
        ReaderOptions.Check(scan);
        var files = RawFileListing.List(workspace, path, options);
        if (fixedSchema is not null)
            return WithPartitions(fixedSchema, files);
        if (files.Count == 0)
            throw Unable(path, format);
        using var run = new StatementRun(instance, new StatementContext(new SessionState(), new SourceText(""), workspace, ""), CancellationToken.None);
        IReadOnlyList<RawFile> sampled = [.. files.Take(SampledFiles)];
        var data = format switch
        {
            "csv" => new CsvInference(run, scan).Of(sampled),
            "json" => new JsonInference(run, scan).Of(sampled),
            "parquet" => ParquetSchema.Of(run.Session, options.ContainsKey("infercolumntypes") ? sampled : [files[0]]),
            _ => throw Unable(path, format),
        };
        return WithPartitions(data ?? throw Unable(path, format), files);
    }

    /// <summary>Whether an option is set.</summary>
    internal static bool IsSet(FileScan scan, string option) => "true".Equals(scan.Options.GetValueOrDefault(option), StringComparison.OrdinalIgnoreCase);

    private static SqlException Unable(string path, string format) => new(
        "UNABLE_TO_INFER_SCHEMA", "42KD9", $"Unable to infer schema for {format.ToUpperInvariant()} from the files of '{path}'. It must be specified manually.", hint: "Give schema => '…'.");

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
