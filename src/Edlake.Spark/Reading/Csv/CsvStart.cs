using System.Runtime.ExceptionServices;
using System.Text;
using Edlake.Diagnostics;
using Edlake.Files;
using Edlake.Files.Reading;

namespace Edlake.Spark.Reading.Csv;

/// <summary>What must be known of a CSV file before Spark reads it: its header, and its last line, which alone may end within quotes.</summary>
/// <param name="Header">The fields of the header; null without one, or for a file without a line.</param>
/// <param name="End">How it ends; null where there are no quotes, the last line is too long, or the file is compressed or UTF-16.</param>
internal sealed record CsvStart(IReadOnlyList<string>? Header, FileEnd? End)
{
    private const int LongestHeader = 1 << 22;
    private const int LongestTail = 1 << 16;

    /// <summary>Looks at several files side by side; their order is kept.</summary>
    internal static IReadOnlyList<(RawFile File, CsvStart Start)> Of(IReadOnlyList<RawFile> files, CsvOptions options, CancellationToken cancellation)
    {
        var starts = new (RawFile, CsvStart)[files.Count];
        try
        {
            Parallel.For(0, files.Count, new ParallelOptions { CancellationToken = cancellation }, i => starts[i] = (files[i], Of(files[i], options)));
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }

        return starts;
    }

    private static CsvStart Of(RawFile file, CsvOptions options)
    {
        try
        {
            if (TextEncodings.IsUtf8(options.Encoding))
                TextMark.RefuseOtherThanUtf8(file);
            return new CsvStart(options.HasHeader ? HeaderOf(file, options) : null, EndOf(file, options));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or DecoderFallbackException)
        {
            throw new EdlakeException("FAILED_READ_FILE.NO_HINT", $"Error while reading file {file.DisplayPath}: {error.Message}", "Check that the file is whole, may be read, and has the encoding that is named.", inner: error);
        }
    }

    private static IReadOnlyList<string>? HeaderOf(RawFile file, CsvOptions options)
    {
        using var reader = new StreamReader(RawBytes.Open(file.MachinePath), Decoder(options), detectEncodingFromByteOrderMarks: true);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || (options.Comment is { } mark && line[0] == mark))
                continue;
            return CsvFields.Split(options.IsMultiLine ? Whole(line, reader, options) : line, options);
        }

        return null;
    }

    // A name may hold a line break.
    private static string Whole(string first, StreamReader reader, CsvOptions options)
    {
        var record = new StringBuilder(first);
        while (IsOpen(record.ToString(), options) && reader.ReadLine() is { } line)
        {
            if (record.Append('\n').Append(line).Length > LongestHeader)
                throw new InvalidDataException($"the header line is longer than {LongestHeader} characters");
        }

        return record.ToString();
    }

    // An odd number of quotes leaves one open; an escaped one counts twice or not at all.
    private static bool IsOpen(string text, CsvOptions options) => options.Quote is { } quote
        && (options.Escape == quote ? text : text.Replace($"{options.Escape}{quote}", "", StringComparison.Ordinal)).Count(c => c == quote) % 2 == 1;

    private static FileEnd? EndOf(RawFile file, CsvOptions options)
    {
        if (options.Quote is null || Last(file, options) is not { Length: > 0 } line)
            return null;
        var fields = CsvFields.Split(line, options);
        var isOpen = fields.SequenceEqual(CsvFields.Split($"{line}{options.Quote}", options));

        // A field that is the text for NULL comes back as none.
        return new FileEnd(line, isOpen ? string.Join(FileEnd.Separator, fields.Select(field => field == options.NullText ? "" : field)) : null);
    }

    // Only where a line break is one byte.
    private static string? Last(RawFile file, CsvOptions options)
    {
        if (Decoder(options).GetByteCount("\n") != 1 || file.MachinePath.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            return null;
        using var stream = RawBytes.Open(file.MachinePath);
        var start = Math.Max(0, stream.Length - LongestTail);
        stream.Seek(start, SeekOrigin.Begin);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var tail = reader.ReadToEnd().TrimEnd('\r', '\n');
        var at = tail.LastIndexOfAny(['\r', '\n']);
        return at < 0 && start > 0 ? null : Decoder(options).GetString(Encoding.Latin1.GetBytes(tail[(at + 1)..])).TrimStart('\uFEFF');
    }

    private static Encoding Decoder(CsvOptions options) => TextEncodings.IsUtf8(options.Encoding) ? Encoding.UTF8 : TextEncodings.Find(options.Encoding);
}
