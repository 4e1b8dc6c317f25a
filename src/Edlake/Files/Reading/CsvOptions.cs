using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Files.Reading;

/// <summary>Spark's options of CSV files, as far as they are heeded; see <see cref="Options.ReaderOptions"/>.</summary>
public sealed record CsvOptions
{
    /// <summary>Between fields.</summary>
    public string Delimiter { get; private init; } = ",";

    /// <summary>Around fields; null for none.</summary>
    public char? Quote { get; private init; } = '"';

    /// <summary>Before a quote within quotes.</summary>
    public char Escape { get; private init; } = '\\';

    /// <summary>Begins a line that is no record; null for none.</summary>
    public char? Comment { get; private init; }

    /// <summary>Whether the first line has the columns' names.</summary>
    public bool HasHeader { get; private init; }

    /// <summary>Whether a line break within quotes belongs to the value.</summary>
    public bool IsMultiLine { get; private init; }

    /// <summary>Lines before the header.</summary>
    public int SkippedLines { get; private init; }

    /// <summary>The text that means NULL, besides an empty field.</summary>
    public string NullText { get; private init; } = "";

    /// <summary>Whether blanks before values are dropped.</summary>
    public bool TrimsStart { get; private init; }

    /// <summary>Whether blanks after values are dropped.</summary>
    public bool TrimsEnd { get; private init; }

    /// <summary>Name of the files' encoding.</summary>
    public string Encoding { get; private init; } = "UTF-8";

    /// <summary>What to do with a malformed record.</summary>
    public ParseMode Mode { get; private init; }

    /// <summary>Whether a header's names must match in case as well.</summary>
    public bool IsCaseSensitive { get; private init; }

    /// <summary>Lines taken whole: the delimiter is a control character that neither text nor JSON may hold as it is.</summary>
    public static CsvOptions Lines(FileScan scan) => new() { Delimiter = "\u0001", Quote = null, Mode = ModeOf(scan), Encoding = EncodingOf(scan) };

    /// <summary>Reads the options of a scan.</summary>
    public static CsvOptions Of(FileScan scan)
    {
        var options = scan.Options;
        var quote = options.GetValueOrDefault("quote", "\"");
        return new CsvOptions
        {
            Delimiter = Unescaped(options.GetValueOrDefault("sep") ?? options.GetValueOrDefault("delimiter") ?? ","),
            Quote = quote is "" or "\0" or "\\0" ? null : One(scan, "quote", quote),
            Escape = One(scan, "escape", options.GetValueOrDefault("escape") is { Length: > 0 } escape ? escape : "\\"),
            Comment = options.GetValueOrDefault("comment") is { Length: > 0 } comment ? One(scan, "comment", comment) : null,
            HasHeader = Flag(scan, "header"),
            IsMultiLine = Flag(scan, "multiline"),
            SkippedLines = int.TryParse(options.GetValueOrDefault("skiprows", "0"), out var skipped) && skipped >= 0 ? skipped : throw Bad(scan, "skipRows", options["skiprows"], "Give a number."),
            NullText = options.GetValueOrDefault("nullvalue", ""),
            TrimsStart = Flag(scan, "ignoreleadingwhitespace"),
            TrimsEnd = Flag(scan, "ignoretrailingwhitespace"),
            Encoding = EncodingOf(scan),
            Mode = ModeOf(scan),
            IsCaseSensitive = scan.RescuedDataColumn is not null && !options.GetValueOrDefault("readercasesensitive", "true").Equals("false", StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>The mode a scan asks for; Spark takes any text it does not know for PERMISSIVE.</summary>
    public static ParseMode ModeOf(FileScan scan) => scan.Options.GetValueOrDefault("mode", "PERMISSIVE").ToUpperInvariant() switch
    {
        "DROPMALFORMED" => ParseMode.DropMalformed,
        "FAILFAST" => ParseMode.FailFast,
        _ => ParseMode.Permissive,
    };

    private static string EncodingOf(FileScan scan) => scan.Options.GetValueOrDefault("encoding") ?? scan.Options.GetValueOrDefault("charset") ?? "UTF-8";

    private static string Unescaped(string text) => text.Replace("\\t", "\t", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    private static char One(FileScan scan, string option, string text) =>
        text.Length == 1 ? text[0] : Unescaped(text) is { Length: 1 } one ? one[0] : throw Bad(scan, option, text, "Give one character.");

    private static bool Flag(FileScan scan, string option) => scan.Options.GetValueOrDefault(option, "false").ToLowerInvariant() switch
    {
        "true" => true,
        "false" => false,
        var other => throw Bad(scan, option, other, "Give true or false."),
    };

    private static SqlException Bad(FileScan scan, string option, string value, string hint) =>
        new("INVALID_PARAMETER_VALUE.OPTION", "22023", $"The CSV option {option} cannot be '{value}'.", scan.Span, hint);
}
