using Edlake.Files;
using Edlake.Files.Options;
using Edlake.Files.Reading;
using Edlake.Spark.Connect;
using Edlake.Spark.Reading.Csv;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.Spark.Reading;

/// <summary>The schema that Spark's own readers find in raw files; then the partition folders' columns.</summary>
internal sealed class SchemaInference(SparkConnectSession session, Workspace workspace)
{
    /// <summary>The schema. Errors: UNABLE_TO_INFER_SCHEMA.</summary>
    internal async Task<StructType> OfAsync(string path, string format, IReadOnlyDictionary<string, string> options, CancellationToken cancellation)
    {
        var scan = new FileScan(path, format, new StructType([]), options, null);
        ReaderOptions.Check(scan);
        var files = RawFileListing.List(workspace, path, options);
        if (InferredSchema.Fixed(format) is { } known)
            return InferredSchema.WithPartitions(known, files);
        if (files.Count == 0)
            throw InferredSchema.Unable(path, format);
        IReadOnlyList<RawFile> sampled = [.. files.Take(InferredSchema.SampledFiles)];
        var data = format switch
        {
            "csv" => await new CsvInference(session, scan).OfAsync(sampled, cancellation).ConfigureAwait(false),
            "json" => await JsonAsync(scan, sampled, cancellation).ConfigureAwait(false),
            "parquet" => await ParquetAsync(options.ContainsKey("infercolumntypes") ? sampled : [files[0]], cancellation).ConfigureAwait(false),
            _ => throw InferredSchema.Unable(path, format),
        };
        return InferredSchema.WithPartitions(data is { Fields.Count: > 0 } ? data : throw InferredSchema.Unable(path, format), files);
    }

    private Task<StructType> ParquetAsync(IReadOnlyList<RawFile> files, CancellationToken cancellation) => session.SchemaOfAsync(
        new FilesRelation("parquet", [.. files.Select(file => SparkPath.ToRead(file.MachinePath))])
        {
            Options = new Dictionary<string, string>(SparkPath.Options) { ["mergeSchema"] = "true" },
        },
        cancellation);

    private async Task<StructType> JsonAsync(FileScan scan, IReadOnlyList<RawFile> files, CancellationToken cancellation)
    {
        var options = new Dictionary<string, string>(SparkPath.Options) { ["allowSingleQuotes"] = "false" };
        foreach (var name in new[] { "multiline", "encoding", "charset", "primitivesasstring", "columnnameofcorruptrecord" })
        {
            if (scan.Options.TryGetValue(name, out var value))
                options[name] = value;
        }

        var relation = new FilesRelation("json", [.. files.Select(file => SparkPath.ToRead(file.MachinePath))]) { Options = options };
        var schema = await session.SchemaOfAsync(relation, cancellation).ConfigureAwait(false);
        return "false".Equals(scan.Options.GetValueOrDefault("infercolumntypes"), StringComparison.OrdinalIgnoreCase)
            ? new StructType([.. schema.Fields.Select(field => field with { Type = new StringType() })])
            : schema;
    }
}
