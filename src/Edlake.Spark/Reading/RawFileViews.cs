using System.Globalization;
using Edlake.Engines;
using Edlake.Files;
using Edlake.Files.Options;
using Edlake.Files.Reading;
using Edlake.Spark.Connect;
using Edlake.Spark.Reading.Csv;
using Edlake.Spark.Reading.Json;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Reading;

/// <summary>Makes temporary views of the raw files that a statement reads. Spark reads the files; only first lines of CSV files are looked at here.</summary>
internal sealed class RawFileViews(SparkConnectSession session, StatementContext context)
{
    /// <summary>The files a scan names, now.</summary>
    internal IReadOnlyList<RawFile> List(BoundFileScan scan)
    {
        ReaderOptions.Check(scan.Scan);
        return RawFileListing.List(context.Workspace, scan.Scan.Path, scan.Scan.Options);
    }

    /// <summary>Makes a view of a list of files, a row each: its place as <see cref="FileListing.Place"/>, and the scan's <c>_metadata</c>.</summary>
    internal async Task ListAsync(BoundFileScan scan, IReadOnlyList<RawFile> files, string name, CancellationToken cancellation)
    {
        var listing = new FileListing(files, new ScanColumns(scan, []), Casts(scan));
        await session.CreateViewAsync($"{name}_listing", listing.Rows(), cancellation).ConfigureAwait(false);
        var query = $"SELECT {FileListing.Place}, {FileListing.Facts} AS {SparkSyntax.Name(scan.Metadata!.Name)} FROM ({listing.Values($"{name}_listing")})";
        await session.CreateViewAsync(name, new QueryRelation(query), cancellation).ConfigureAwait(false);
    }

    /// <summary>Makes the relation of a scan, of some of its files.</summary>
    internal async Task<RawFileView> CreateAsync(BoundFileScan scan, IReadOnlyList<RawFile> files, string name, CancellationToken cancellation)
    {
        ReaderOptions.Check(scan.Scan);
        RefuseHidden(scan, files);
        var row = new ScanRow(scan, new ScanColumns(scan, files), Casts(scan));
        var parts = files.Count == 0 ? [] : await PartsAsync(row, files, name, cancellation).ConfigureAwait(false);
        var query = parts.Count == 0 ? Nothing(scan) : string.Join(" UNION ALL ", parts.Select(part => part.Select));
        return new RawFileView(
            name,
            files,
            [.. parts.Select(part => (part.Name, part.Rows)), (name, new QueryRelation(query))],
            [.. parts.Select(part => (part.Name, $"SELECT count(1) FROM {part.Name}"))]);
    }

    // What each reader reads, joined with what is known of the files and counted as it passes.
    private async Task<IReadOnlyList<(string Name, SparkRelation Rows, string Select)>> PartsAsync(ScanRow row, IReadOnlyList<RawFile> files, string name, CancellationToken cancellation)
    {
        var reader = Reader(row, files, cancellation);
        await reader.CheckAsync(session, cancellation).ConfigureAwait(false);
        var listing = new FileListing(files, row.Columns, row.Casts) { Ends = reader.Ends };
        await session.CreateViewAsync($"{name}_listing", listing.Rows(), cancellation).ConfigureAwait(false);
        await session.CreateViewAsync($"{name}_files", new QueryRelation(listing.Values($"{name}_listing")), cancellation).ConfigureAwait(false);
        var parts = new List<(string, SparkRelation, string)>();
        foreach (var part in reader.Parts())
        {
            var own = string.Create(CultureInfo.InvariantCulture, $"{name}_{parts.Count}");
            await session.CreateViewAsync($"{own}_records", part.Reader, cancellation).ConfigureAwait(false);
            var joined = new QueryRelation(FileListing.Joined($"{own}_records", $"{name}_files"));
            parts.Add((own, new ObservedRelation(joined, own, FileListing.Figures(part.Rows)), part.Select(own)));
        }

        return parts;
    }

    private FieldCasts Casts(BoundFileScan scan) => new(FieldFormats.Of(scan.Scan, context.Session.TimeZone), context.Session.TimeZone);

    private static IFileReader Reader(ScanRow row, IReadOnlyList<RawFile> files, CancellationToken cancellation)
    {
        var scan = row.Scan.Scan;
        return scan.Format switch
        {
            "csv" => new CsvFileReader(row, files, cancellation),
            "json" => new JsonFileReader(row, files),
            "text" => new TextFileReader(row, files),
            "binaryfile" => new BinaryFileReader(row, files),
            "parquet" => new ParquetFileReader(row, files),
            _ => throw new SqlException(
                "COPY_INTO_SOURCE_FILE_FORMAT_NOT_SUPPORTED", "0A000", $"The format of the source files must be one of CSV, JSON, PARQUET, TEXT, or BINARYFILE, not {scan.Format}.", scan.Span, "Convert the files to one of these formats."),
        };
    }

    private static void RefuseHidden(BoundFileScan scan, IReadOnlyList<RawFile> files)
    {
        if (files.FirstOrDefault(file => Path.GetFileName(file.MachinePath) is ['.' or '_', ..]) is not { } hidden)
            return;
        throw new SqlException(
            "UNSUPPORTED_FEATURE", "0A000", $"Spark reads no file whose name begins with a dot or an underscore: {hidden.DisplayPath}.", scan.Scan.Span, "Give the file another name.");
    }

    private static string Nothing(BoundFileScan scan) =>
        $"SELECT {string.Join(", ", scan.Output.Select(column => $"{FieldCasts.Null(column.Type)} AS {SparkSyntax.Name(column.Name)}"))} WHERE false";
}
