using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Files.Options;

/// <summary>Every option of Databricks' readers of raw files, by format, and what is done with it: heeded, or refused by name.</summary>
public static class ReaderOptions
{
    private const string LeaveOut = "Leave the option out.";
    private const string AsText = "Declare the columns STRING and convert them in the query.";
    private const string BadRows = "Keep bad rows in a column instead: rescuedDataColumn, or _corrupt_record STRING in the schema.";

    private static readonly ReaderOption[] Common =
    [
        .. Heeded(
            "path", "format", "schema", "schemaHints", "inferColumnTypes", "rescuedDataColumn", "mode", "columnNameOfCorruptRecord",
            "fileNamePattern", "pathGlobFilter", "modifiedAfter", "modifiedBefore", "ignoreMissingFiles", "files"),
        .. Immaterial("includeExistingFiles", "maxFilesPerTrigger", "maxBytesPerTrigger", "maxFileAge", "allowOverwrites", "schemaLocation", "backfillInterval"),
        Of("recursiveFileLookup", "Folders are read with all folders in them; name the folder or a pattern that has the files alone.", "true", "false"),
        Of("useStrictGlobber", "Write the pattern so that its stars need not cross a folder.", "true"),
        Of("schemaEvolutionMode", "A read sees the files that are there; there is no stream to stop.", "none", "rescue", "addNewColumns"),
        Of("partitionColumns", "Leave the option out: folders such as country=GB become columns of their own."),
        Of("ignoreCorruptFiles", "Take the files that cannot be read out of the folder, or name others with fileNamePattern.", "false"),
        Of("badRecordsPath", BadRows),
        Of("locale", "Leave the option out; month and day names are read as English.", "en-US", "en", "US"),
    ];

    private static readonly ReaderOption[] DatesAndTimes =
    [
        .. Heeded("dateFormat", "timestampFormat", "timeZone"),
        Of("timestampNTZFormat", AsText),
        Of("enableDateTimeParsingFallback", AsText, "false"),
        Of("samplingRatio", "Leave the option out: all values are looked at.", "1", "1.0"),
    ];

    private static readonly Dictionary<string, Dictionary<string, ReaderOption>> ByFormat = new()
    {
        ["csv"] = Table(
        [
            .. Common, .. DatesAndTimes,
            .. Heeded("sep", "delimiter", "header", "quote", "escape", "comment", "encoding", "charset", "inferSchema", "ignoreLeadingWhiteSpace", "ignoreTrailingWhiteSpace", "nullValue", "multiLine", "skipRows", "mergeSchema", "readerCaseSensitive"),
            .. Immaterial("maxColumns", "maxCharsPerColumn"),
            Of("charToEscapeQuoteEscaping", LeaveOut, "", "\\0", "\0"),
            Of("unescapedQuoteHandling", "Leave the option out: a quote that is not closed where a field ends is text up to the next delimiter.", "STOP_AT_DELIMITER"),
            Of("lineSep", "Leave the option out: \\n and \\r\\n end a line."),
            Of("enforceSchema", "Leave the option out: columns are found by the names in the header, where there is one."),
            Of("emptyValue", "Leave the option out and replace the text in the query.", ""),
            Of("nanValue", AsText, "NaN"),
            Of("positiveInf", AsText, "Inf"),
            Of("negativeInf", AsText, "-Inf"),
            Of("preferDate", "Name the columns' types with schemaHints.", "true"),
            Of("prefersDate", "Name the columns' types with schemaHints.", "true"),
            Of("singleVariantColumn", "Name the columns in a schema."),
        ]),
        ["json"] = Table(
        [
            .. Common, .. DatesAndTimes,
            .. Heeded("multiLine", "encoding", "charset", "primitivesAsString"),
            .. Immaterial("mergeSchema", "inferSchema"),
            Of("lineSep", "Leave the option out: \\n and \\r\\n end a line."),
            Of("prefersDecimal", "Name the columns' types with schemaHints.", "false"),
            Of("dropFieldIfAllNull", "Name the columns in a schema.", "false"),
            Of("inferTimestamp", "Name the columns' types with schemaHints.", "false"),
            .. new[] { "allowComments", "allowUnquotedFieldNames", "allowNumericLeadingZeros", "allowBackslashEscapingAnyCharacter", "allowUnquotedControlChars", "allowSingleQuotes" }
                .Select(name => Of(name, "Only JSON as the standard has it is read; correct the files, or read them as text.", "false")),
            Of("allowNonNumericNumbers", "Leave the option out: NaN and Infinity are read as numbers.", "true"),
            Of("readerCaseSensitive", "Leave the option out: names must match in case as well.", "true"),
            Of("singleVariantColumn", "Name the columns in a schema."),
        ]),
        ["text"] = Table(
        [
            .. Common, .. Heeded("wholeText"),
            Of("lineSep", "Leave the option out: \\n, \\r\\n and \\r end a line."),
            Of("encoding", "Make UTF-8 of the files.", "UTF-8", "utf8"),
        ]),
        ["parquet"] = Table(
        [
            .. Common,
            Of("mergeSchema", "Give the schema that has all the files' columns.", "false"),
            Of("datetimeRebaseMode", LeaveOut, "CORRECTED"),
            Of("int96RebaseMode", LeaveOut, "CORRECTED"),
            Of("readerCaseSensitive", LeaveOut),
        ]),
        ["binaryfile"] = Table(Common),
    };

    private static readonly HashSet<string> Known = ByFormat.Values.SelectMany(table => table.Keys).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Refuses a value that would not be heeded. A name that no reader knows is an error where Databricks makes it one, in a call of
    /// <c>read_files</c>; elsewhere it is ignored, as Spark does. An option of another format means nothing to this one.
    /// </summary>
    public static void Check(FileScan scan)
    {
        foreach (var (name, value) in scan.Options)
        {
            if (scan.IsCall && !Known.Contains(name))
                throw Unknown(scan, name);
            if (ByFormat.GetValueOrDefault(scan.Format)?.GetValueOrDefault(name) is { } option && !option.Takes(value))
                throw Refused(scan, option, value);
        }
    }

    private static SqlException Unknown(FileScan scan, string name) => new(
        "CF_UNKNOWN_OPTION_KEYS_ERROR", "42616", $"Found unknown option keys: {name}. Please make sure that all provided option keys are correct.", scan.Span, "Correct the argument's name, or leave it out.");

    private static SqlException Refused(FileScan scan, ReaderOption option, string value) => new(
        "UNSUPPORTED_FEATURE",
        "0A000",
        $"The {scan.Format.ToUpperInvariant()} option {option.Name} is not supported with the value '{value}'{(option.Followed.Count == 0 ? "" : $", only with {string.Join(" or ", option.Followed.Select(followed => $"'{followed}'"))}")}.",
        scan.Span,
        option.Remedy);

    private static Dictionary<string, ReaderOption> Table(IEnumerable<ReaderOption> options) =>
        options.ToDictionary(option => option.Name, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<ReaderOption> Heeded(params IEnumerable<string> names) => names.Select(ReaderOption.Heeded);

    private static IEnumerable<ReaderOption> Immaterial(params IEnumerable<string> names) => names.Select(ReaderOption.Immaterial);

    private static ReaderOption Of(string name, string remedy, params IReadOnlyList<string> followed) => ReaderOption.Fixed(name, remedy, followed);
}
