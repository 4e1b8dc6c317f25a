using Edlake.Files.Reading;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Reading.Csv;

/// <summary>The options of a scan as Spark's reader of CSV takes them.</summary>
internal static class CsvSettings
{
    /// <summary>What both reading and inference need. Errors: UNSUPPORTED_FEATURE for an option that Spark has not.</summary>
    internal static Dictionary<string, string> Of(FileScan scan, CsvOptions options)
    {
        if (options.SkippedLines > 0)
        {
            throw new SqlException(
                "UNSUPPORTED_FEATURE", "0A000", "Spark's reader of CSV has no option skipRows.", scan.Span, "Take the lines out of the files, or mark them with the option comment.");
        }

        var settings = new Dictionary<string, string>(SparkPath.Options)
        {
            ["header"] = Text(options.HasHeader),
            ["multiLine"] = Text(IsMultiLine(options)),
            ["quote"] = options.Quote?.ToString() ?? "",
            ["escape"] = options.Escape.ToString(),
            ["sep"] = scan.Options.GetValueOrDefault("sep") ?? scan.Options.GetValueOrDefault("delimiter") ?? ",",
            ["encoding"] = options.Encoding,
            ["nullValue"] = options.NullText,
            ["ignoreLeadingWhiteSpace"] = Text(options.TrimsStart),
            ["ignoreTrailingWhiteSpace"] = Text(options.TrimsEnd),
        };
        if (options.Comment is { } comment)
            settings["comment"] = comment.ToString();
        return settings;
    }

    /// <summary>Whether files are read whole. A reader of lines splits at single bytes, which a wide encoding has within its characters.</summary>
    internal static bool IsMultiLine(CsvOptions options) =>
        options.IsMultiLine || !(TextEncodings.IsUtf8(options.Encoding) || TextEncodings.Find(options.Encoding).IsSingleByte);

    private static string Text(bool flag) => flag ? "true" : "false";
}
