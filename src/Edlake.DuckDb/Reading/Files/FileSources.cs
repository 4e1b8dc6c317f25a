using Edlake.DuckDb.Reading.Files.Csv;
using Edlake.DuckDb.Reading.Files.Json;
using Edlake.Files;
using Edlake.Files.Options;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>A reader for each format of raw files.</summary>
internal static class FileSources
{
    /// <summary>The files a scan names, before pruning.</summary>
    internal static IReadOnlyList<RawFile> List(StatementRun run, BoundFileScan scan) =>
        RawFileListing.List(run.Context.Workspace, scan.Scan.Path, scan.Scan.Options);

    /// <summary>The reader of a scan's files.</summary>
    internal static FileSource Make(StatementRun run, BoundFileScan scan, IReadOnlyList<RawFile> files)
    {
        ReaderOptions.Check(scan.Scan);
        return scan.Scan.Format switch
        {
            "csv" => new CsvSource(run, scan, files),
            "text" => new TextSource(run, scan, files),
            "binaryfile" => new BinarySource(run, scan, files),
            "parquet" => new ParquetSource(run, scan, files),
            "json" => new JsonSource(run, scan, files),
            _ => throw new SqlException(
                "COPY_INTO_SOURCE_FILE_FORMAT_NOT_SUPPORTED", "0A000", $"The format of the source files must be one of CSV, JSON, PARQUET, TEXT, or BINARYFILE, not {scan.Scan.Format}.", scan.Scan.Span, "Convert the files to one of these formats."),
        };
    }
}
