using Edlake.DuckDb.Execution;
using Edlake.DuckDb.Reading.Files.Csv;
using Edlake.DuckDb.Reading.Files.Json;
using Edlake.Engines;
using Edlake.Files;
using Edlake.Files.Options;
using Edlake.Files.Reading;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>The schema Spark would find in raw files: from a header, from values, from a Parquet footer; then the partition folders' columns.</summary>
internal sealed class SchemaInference(DuckDbInstance instance, Workspace workspace)
{
    internal StructType Of(string path, string format, IReadOnlyDictionary<string, string> options)
    {
        var scan = new FileScan(path, format, new StructType([]), options, null);
        ReaderOptions.Check(scan);
        var files = RawFileListing.List(workspace, path, options);
        if (InferredSchema.Fixed(format) is { } known)
            return InferredSchema.WithPartitions(known, files);
        if (files.Count == 0)
            throw InferredSchema.Unable(path, format);
        using var run = new StatementRun(instance, new StatementContext(new SessionState(), new SourceText(""), workspace, ""), CancellationToken.None);
        IReadOnlyList<RawFile> sampled = [.. files.Take(InferredSchema.SampledFiles)];
        var data = format switch
        {
            "csv" => new CsvInference(run, scan).Of(sampled),
            "json" => new JsonInference(run, scan).Of(sampled),
            "parquet" => ParquetSchema.Of(run.Session, options.ContainsKey("infercolumntypes") ? sampled : [files[0]]),
            _ => throw InferredSchema.Unable(path, format),
        };
        return InferredSchema.WithPartitions(data ?? throw InferredSchema.Unable(path, format), files);
    }

    /// <summary>Whether an option is set.</summary>
    internal static bool IsSet(FileScan scan, string option) => "true".Equals(scan.Options.GetValueOrDefault(option), StringComparison.OrdinalIgnoreCase);
}
