using Edlake.Files;
using Edlake.Files.Reading;
using Edlake.Spark.Connect;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Spark.Reading.Json;

/// <summary>
/// JSON files: a document a line, or with <c>multiLine</c> a document or a list of them a file. They are read as text, since Spark's reader
/// of JSON keeps neither a record's text nor what has no column; <see cref="JsonRow"/> takes the documents apart.
/// </summary>
internal sealed class JsonFileReader : IFileReader
{
    /// <summary>The column with a line or a file.</summary>
    internal const string Text = "value";

    private const string Torn = "c";

    private readonly ScanRow _row;
    private readonly IReadOnlyList<RawFile> _files;
    private readonly string _encoding;
    private readonly bool _isMultiLine;

    internal JsonFileReader(ScanRow row, IReadOnlyList<RawFile> files)
    {
        _row = row;
        _files = files;
        var options = row.Scan.Scan.Options;
        _isMultiLine = "true".Equals(options.GetValueOrDefault("multiline"), StringComparison.OrdinalIgnoreCase);
        _encoding = options.GetValueOrDefault("encoding") ?? options.GetValueOrDefault("charset") ?? "UTF-8";
        foreach (var file in IsUtf8 ? files : [])
            TextMark.RefuseOtherThanUtf8(file);
    }

    private bool IsUtf8 => TextEncodings.IsUtf8(_encoding);

    /// <inheritdoc />
    public IReadOnlyList<ReaderPart> Parts() => [new ReaderPart(
        Reader([.. _files.Select(file => SparkPath.ToRead(file.MachinePath))]),
        _isMultiLine ? $"coalesce(sum(CASE WHEN trim({Whole}) = '' THEN 0 ELSE coalesce(json_array_length({Whole}), 1) END), 0)" : $"count_if({Whole} <> '')",
        new JsonRow(_row, Whole, _isMultiLine).Sql)];

    private string Whole => IsUtf8 ? Text : _isMultiLine ? $"decode(content, {SparkSyntax.Literal(_encoding)})" : $"coalesce({Torn}, {Text})";

    private SparkRelation Reader(IReadOnlyList<string> paths)
    {
        if (IsUtf8)
        {
            return ReaderPart.WithPath(new FilesRelation("text", paths)
            {
                Schema = new StructType([new StructField(Text, new StringType())]),
                Options = new Dictionary<string, string>(SparkPath.Options) { ["wholetext"] = _isMultiLine ? "true" : "false" },
            });
        }

        if (!_isMultiLine)
            return ReaderPart.WithPath(Lines(paths));
        if (paths.FirstOrDefault(path => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) is { } packed)
        {
            throw new SqlException(
                "UNSUPPORTED_FEATURE", "0A000", $"Spark reads no compressed file of JSON over several lines in the encoding {_encoding}: {Path.GetFileName(packed)}.", _row.Scan.Scan.Span,
                "Unpack the file, or make UTF-8 of it.");
        }

        return ReaderPart.WithPath(new FilesRelation("binaryFile", paths) { Options = SparkPath.Options });
    }

    // The reader of text knows UTF-8 only; that of CSV takes whole lines where the delimiter is a character that JSON may not hold as it is.
    private FilesRelation Lines(IReadOnlyList<string> paths) => new("csv", paths)
    {
        Schema = new StructType([new StructField(Text, new StringType()), new StructField(Torn, new StringType())]),
        Options = new Dictionary<string, string>(SparkPath.Options)
        {
            ["mode"] = "PERMISSIVE",
            ["columnNameOfCorruptRecord"] = Torn,
            ["columnPruning"] = "false",
            ["sep"] = "\u0001",
            ["quote"] = "",
            ["multiLine"] = "true",
            ["encoding"] = _encoding,
        },
    };
}
