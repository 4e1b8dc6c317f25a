using System.Globalization;
using System.Text;
using Edlake.Files;
using Edlake.Files.Reading;
using Edlake.Spark.Connect;
using Edlake.Sql.Types;

namespace Edlake.Spark.Reading.Csv;

/// <summary>
/// CSV files: a reader of Spark for the files of each header, every field a text, malformed records beside it; what the fields are then
/// is <see cref="CsvRow"/>'s. UTF-8 is read byte by byte, as if it were ISO-8859-1, and made text afterwards: Spark's own decoder replaces
/// what is no UTF-8 without a word.
/// </summary>
internal sealed class CsvFileReader : IFileReader
{
    /// <summary>The column with the text of a malformed record.</summary>
    internal const string Record = "c";

    private const int FewestColumns = 20_480;

    private readonly ScanRow _row;
    private readonly CsvOptions _options;
    private readonly IReadOnlyList<(RawFile File, CsvStart Start)> _files;

    internal CsvFileReader(ScanRow row, IReadOnlyList<RawFile> files, CancellationToken cancellation)
    {
        _row = row;
        _options = CsvOptions.Of(row.Scan.Scan);
        ReadsBytes = TextEncodings.IsUtf8(_options.Encoding) && IsAscii(_options);
        _files = CsvStart.Of(files, _options, cancellation);
    }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, FileEnd> Ends => _files
        .Where(item => item.Start.End is not null)
        .ToDictionary(item => item.File.MachinePath, item => item.Start.End!);

    private bool ReadsBytes { get; }

    /// <summary>Name of a field of the reader.</summary>
    internal static string Field(int place) => string.Create(CultureInfo.InvariantCulture, $"f{place}");

    /// <inheritdoc />
    public IReadOnlyList<ReaderPart> Parts() => [.. _files
        .Where(item => !_options.HasHeader || item.Start.Header is not null)
        .GroupBy(item => string.Join('\u0001', item.Start.Header ?? []))
        .Select(group => Part(group.First().Start.Header, [.. group.Select(item => SparkPath.ToRead(item.File.MachinePath))]))];

    private ReaderPart Part(IReadOnlyList<string>? header, IReadOnlyList<string> paths)
    {
        var width = header?.Count ?? _row.Columns.Data.Count;
        var fields = Enumerable.Range(0, width).Select(place => new StructField(Field(place), new StringType()));
        var reader = new FilesRelation("csv", paths) { Schema = new StructType([.. fields, new StructField(Record, new StringType())]), Options = Settings(width) };
        var row = new CsvRow(_row, _options, header, width, ReadsBytes, CsvSettings.IsMultiLine(_options));

        // A field must be asked for as well: Spark refuses to read the malformed records alone.
        return new ReaderPart(ReaderPart.WithPath(reader), width == 0 ? "count(1)" : $"count(1) + 0 * count({Field(0)})", row.Sql);
    }

    private Dictionary<string, string> Settings(int width)
    {
        var settings = CsvSettings.Of(_row.Scan.Scan, _options);
        settings["mode"] = "PERMISSIVE";
        settings["columnNameOfCorruptRecord"] = Record;
        settings["columnPruning"] = "false";
        settings["maxColumns"] = Math.Max(FewestColumns, 2 * width).ToString(CultureInfo.InvariantCulture);
        if (ReadsBytes)
        {
            settings["encoding"] = "ISO-8859-1";
            settings["nullValue"] = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(_options.NullText));
        }

        return settings;
    }

    private static bool IsAscii(CsvOptions options) =>
        Ascii.IsValid(options.Delimiter) && options.Escape < 128 && (options.Quote ?? ' ') < 128 && (options.Comment ?? ' ') < 128;
}
