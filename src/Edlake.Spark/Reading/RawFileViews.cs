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
        var listing = new FileListing(files, new ScanColumns(scan, []), new FieldCasts(FieldFormats.Of(scan.Scan, context.Session.TimeZone), context.Session.TimeZone));
        await session.CreateViewAsync($"{name}_listing", listing.Rows(), cancellation).ConfigureAwait(false);
        var query = $"SELECT {FileListing.Place}, {FileListing.Facts} AS {SparkSyntax.Name(scan.Metadata!.Name)} FROM ({listing.Values($"{name}_listing")})";
        await session.CreateViewAsync(name, new QueryRelation(query), cancellation).ConfigureAwait(false);
    }

    /// <summary>Makes the view of a scan, of some of its files.</summary>
    internal async Task<RawFileView> CreateAsync(BoundFileScan scan, IReadOnlyList<RawFile> files, string name, CancellationToken cancellation)
    {
        ReaderOptions.Check(scan.Scan);
        var hidden = files.FirstOrDefault(file => Path.GetFileName(file.MachinePath) is ['.' or '_', ..]);
        if (hidden is not null)
        {
            throw new SqlException(
                "UNSUPPORTED_FEATURE", "0A000", $"Spark reads no file whose name begins with a dot or an underscore: {hidden.DisplayPath}.", scan.Scan.Span, "Give the file another name.");
        }

        var casts = new FieldCasts(FieldFormats.Of(scan.Scan, context.Session.TimeZone), context.Session.TimeZone);
        var columns = new ScanColumns(scan, files);
        var reader = Reader(scan, files, columns, casts, cancellation);
        if (reader is ParquetFileReader parquet)
            await parquet.CheckAsync(session, cancellation).ConfigureAwait(false);
        var parts = files.Count == 0 ? [] : reader.Parts();
        var listing = new FileListing(files, columns, casts) { LastLines = (reader as CsvFileReader)?.LastLines ?? new Dictionary<string, string>() };
        var views = new List<string>();
        await View($"{name}_listing", listing.Rows()).ConfigureAwait(false);
        await View($"{name}_files", new QueryRelation(listing.Values($"{name}_listing"))).ConfigureAwait(false);
        var counters = new List<(string Name, string Query)>();
        for (var i = 0; i < parts.Count; i++)
        {
            var part = string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
            await View($"{part}_records", parts[i].Reader).ConfigureAwait(false);
            var joined = new QueryRelation(FileListing.Joined($"{part}_records", $"{name}_files"));
            await View(part, new ObservedRelation(joined, part, FileListing.Figures(parts[i].Rows))).ConfigureAwait(false);
            counters.Add((part, $"SELECT count(1) FROM {part}"));
        }

        var query = parts.Count == 0 ? Nothing(scan) : string.Join(" UNION ALL ", parts.Zip(counters, (part, counter) => part.Select(counter.Name)));
        await View(name, new QueryRelation(query)).ConfigureAwait(false);
        return new RawFileView(name, files, views, counters);

        Task View(string view, SparkRelation relation)
        {
            views.Add(view);
            return session.CreateViewAsync(view, relation, cancellation);
        }
    }

    private static IFileReader Reader(BoundFileScan scan, IReadOnlyList<RawFile> files, ScanColumns columns, FieldCasts casts, CancellationToken cancellation)
    {
        var row = new ScanRow(scan, columns, casts);
        return scan.Scan.Format switch
        {
            "csv" => new CsvFileReader(row, files, cancellation),
            "json" => new JsonFileReader(row, files),
            "text" => new TextFileReader(row, files),
            "binaryfile" => new BinaryFileReader(row, files),
            "parquet" => new ParquetFileReader(row, files),
            _ => throw new SqlException(
                "COPY_INTO_SOURCE_FILE_FORMAT_NOT_SUPPORTED", "0A000", $"The format of the source files must be one of CSV, JSON, PARQUET, TEXT, or BINARYFILE, not {scan.Scan.Format}.", scan.Scan.Span, "Convert the files to one of these formats."),
        };
    }

    private static string Nothing(BoundFileScan scan) =>
        $"SELECT {string.Join(", ", scan.Output.Select(column => $"{FieldCasts.Null(column.Type)} AS {SparkSyntax.Name(column.Name)}"))} WHERE false";
}
