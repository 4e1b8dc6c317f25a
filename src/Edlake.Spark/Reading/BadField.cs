using Edlake.Files.Reading;
using Edlake.Sql.Types;

namespace Edlake.Spark.Reading;

/// <summary>What becomes of a record that cannot be read as its schema and mode ask, where there is no column to keep it in: SQL that fails.</summary>
internal static class BadField
{
    private const int ShownText = 100;
    private const int ShownRecord = 200;

    /// <summary>A field that is no value of its column's type; <paramref name="text"/> is the SQL of its text, <paramref name="path"/> of the file's path.</summary>
    internal static string Fail(ParseMode mode, string column, SparkType type, string text, string path)
    {
        var shown = $"left({text}, {ShownText})";
        return mode == ParseMode.FailFast
            ? Error("FAILED_READ_FILE.NO_HINT", "KD001", "'Error while reading file '", path, Literal($": the column `{column}` {type.Sql} cannot take '"), shown, Literal("' in mode FAILFAST. Correct the file, or read it in mode PERMISSIVE."))
            : Error("UNSUPPORTED_FEATURE", "0A000", Literal($"Mode DROPMALFORMED cannot leave out a row for a field that does not fit: the column `{column}` {type.Sql} cannot take '"), shown, Literal("' in the file "), path, Literal(Remedy(column)));
    }

    /// <summary>A record's own text is asked for, which the reader of CSV does not keep of a record that is well formed.</summary>
    internal static string NoText(string corrupt, string column, SparkType type, string text, string path) => Error(
        "UNSUPPORTED_FEATURE", "0A000",
        Literal($"The column `{corrupt}` cannot have the text of a record whose fields are whole but do not fit: the column `{column}` {type.Sql} cannot take '"), $"left({text}, {ShownText})", Literal("' in the file "), path, Literal(Remedy(column)));

    /// <summary>A record that is malformed, in mode FAILFAST.</summary>
    internal static string Malformed(string record, string path) => Error(
        "FAILED_READ_FILE.NO_HINT", "KD001",
        "'Error while reading file '", path, "': the record is malformed: '", $"left({record}, {ShownRecord})", "'. Correct the file, or read it in mode PERMISSIVE.'");

    /// <summary>A record whose bytes are no UTF-8, where no column keeps it.</summary>
    internal static string BadEncoding(string record, string path) => Error(
        "FAILED_READ_FILE.NO_HINT", "KD001",
        "'Error while reading file '", path, "': a line is not UTF-8: '", $"left({record}, {ShownRecord})",
        Literal(". Name the encoding (encoding => 'ISO-8859-1'), or add the column _corrupt_record STRING to the schema to keep such lines apart."));

    /// <summary>A quote that is opened and not closed in its record.</summary>
    internal static string OpenQuote(bool isMultiLine, string record, string path) => Error(
        "FAILED_READ_FILE.NO_HINT", "KD001",
        "'Error while reading file '", path,
        isMultiLine ? "': a quote is opened that is never closed, so that all lines from there on are one value: '" : "': a line break stands within quotes, and without multiLine a record ends with its line: '",
        $"left({record}, {ShownRecord})",
        Literal(isMultiLine
            ? ". Close the quote, or name the quote and escape characters that the file has."
            : ". Add multiLine => true; if the line break is the fault of a quote that is not closed where it should be, correct the file."));

    /// <summary>SQL that fails with a class, a state and a message given as SQL in parts; <see cref="RaisedErrors"/> makes the error of it again.</summary>
    private static string Error(string errorClass, string state, params IEnumerable<string> message) =>
        $"raise_error(concat({Literal($"{RaisedErrors.Mark}[{errorClass}] ")}, {string.Join(", ", message)}, {Literal($" SQLSTATE: {state}")}))";

    private static string Remedy(string column) =>
        $". Declare `{column}` STRING and convert it with try_cast in the query, or name a column with rescuedDataColumn.";

    private static string Literal(string text) => SparkSyntax.Literal(text);
}
