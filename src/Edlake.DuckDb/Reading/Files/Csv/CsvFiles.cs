using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using Edlake.Diagnostics;
using Edlake.Files;
using Edlake.Files.Reading;

namespace Edlake.DuckDb.Reading.Files.Csv;

/// <summary>Looks at CSV files before they are read, and makes UTF-8 of those that are something else.</summary>
internal static class CsvFiles
{
    /// <summary>What is known of a file; where its bytes cannot be read as they are, the file returned is a copy.</summary>
    internal static (RawFile File, CsvSurvey Survey) Look(StatementRun run, RawFile file, CsvOptions options)
    {
        try
        {
            if (TextEncodings.IsUtf8(options.Encoding))
                TextMark.RefuseOtherThanUtf8(file);
            var readable = TextEncodings.IsUtf8(options.Encoding) ? file : file with { MachinePath = Recoded(run, file, options.Encoding) };
            var survey = CsvSurvey.Of(readable.MachinePath, options, run.Cancellation);
            CheckLines(file, survey, options);
            return (readable, survey);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or DecoderFallbackException)
        {
            throw new EdlakeException("FAILED_READ_FILE.NO_HINT", $"Error while reading file {file.DisplayPath}: {error.Message}", "Check that the file is whole, may be read, and has the encoding that is named.", inner: error);
        }
    }

    /// <summary>The same of several files side by side, in their order.</summary>
    internal static IReadOnlyList<(RawFile File, CsvSurvey Survey)> Look(StatementRun run, IReadOnlyList<RawFile> files, CsvOptions options)
    {
        var looked = new (RawFile, CsvSurvey)[files.Count];
        try
        {
            Parallel.For(0, files.Count, new ParallelOptions { CancellationToken = run.Cancellation }, i => looked[i] = Look(run, files[i], options));
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }

        return looked;
    }

    private static void CheckLines(RawFile file, CsvSurvey survey, CsvOptions options)
    {
        if (survey.HasQuotedBreaks && !options.IsMultiLine)
        {
            throw new EdlakeException(
                "FAILED_READ_FILE.NO_HINT",
                $"Error while reading file {file.DisplayPath}: a line break stands within quotes, and without multiLine a record ends with its line.",
                "Add multiLine => true; if the line break is the fault of a quote that is not closed where it should be, correct the file.");
        }

        if (survey.Open is { Breaks: > 0 } open)
        {
            throw new EdlakeException(
                "FAILED_READ_FILE.NO_HINT",
                string.Create(CultureInfo.InvariantCulture, $"Error while reading file {file.DisplayPath}, line {open.Line}: a quote is opened that is never closed, so that all {open.Breaks + 1} lines from there on are one value."),
                "Close the quote, or name the quote and escape characters that the file has.");
        }

        if (survey.LongestLine > CsvGroup.LongestLine)
        {
            throw new EdlakeException(
                "FAILED_READ_FILE.NO_HINT",
                string.Create(CultureInfo.InvariantCulture, $"Error while reading file {file.DisplayPath}, line {survey.LongestLineNumber}: the line has {survey.LongestLine} bytes, more than the {CsvGroup.LongestLine} that are read."),
                "A quote that is closed late, or no line breaks at all, make such a line; correct the file or take it out of the folder.");
        }
    }

    private static string Recoded(StatementRun run, RawFile file, string name)
    {
        var encoding = TextEncodings.Find(name);
        var copy = run.TemporaryFile(".csv");
        using var reader = new StreamReader(RawBytes.Open(file.MachinePath), encoding, detectEncodingFromByteOrderMarks: true, 1 << 16);
        using var writer = new StreamWriter(copy, false, new UTF8Encoding(false), 1 << 16);
        var buffer = new char[1 << 16];
        int read;
        while ((read = reader.Read(buffer)) > 0)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            writer.Write(buffer, 0, read);
        }

        return copy;
    }
}
