using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Edlake.Diagnostics;
using Edlake.Sql.Diagnostics;

namespace Edlake.DuckDb.Execution;

/// <summary>
/// DuckDB's errors in Spark's classes. Generated SQL and .NET functions raise theirs with class and SQLSTATE in the text; what DuckDB finds by
/// itself (an overflow, a value out of range) is known by its wording.
/// </summary>
internal static partial class DuckDbErrors
{
    private const string OverflowHint = "Use a wider type, or a try_ function to get NULL instead.";

    private static readonly (Regex Wording, string Class, string State, string Message, string? Hint)[] Known =
    [
        (new(@"More than one row returned by a subquery"), "SCALAR_SUBQUERY_TOO_MANY_ROWS", "21000",
            "More than one row returned by a subquery used as an expression.", "Add an aggregate or LIMIT 1."),
        (new(@"Overflow in (multiplication|addition|subtraction|negation) of DECIMAL|Could not cast value .* to DECIMAL|to DECIMAL\(\d+,\d+\)|DECIMAL overflow", RegexOptions.IgnoreCase),
            "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION", "22003", "The value cannot be represented in the decimal type asked for.", OverflowHint),
        (new(@"Type INT128 with value"), "ARITHMETIC_OVERFLOW", "22003", "The result does not fit its type.", OverflowHint),
        (new(@"Overflow in (multiplication|addition|subtraction) of INT(8|16) "), "BINARY_ARITHMETIC_OVERFLOW", "22003", "The result does not fit its type.", OverflowHint),
        (new(@"Overflow in (multiplication|addition|subtraction|division) of (INT|HUGEINT)|Overflow on abs|Overflow in negation|cannot negate|sum of|SUM is out of range"),
            "ARITHMETIC_OVERFLOW", "22003", "The result does not fit its type.", OverflowHint),
        (new(@"can't be cast because the value is out of range for the destination type|Could not cast value|out of range for the destination type"),
            "CAST_OVERFLOW", "22003", "The value does not fit the type it is cast to.", OverflowHint),
        (new(@"(Date|Timestamp|interval).*(out of range|overflow)|out of range.*(DATE|TIMESTAMP)|Overflow in (date|timestamp)", RegexOptions.IgnoreCase),
            "DATETIME_OVERFLOW", "22008", "The date or time is out of the range of its type.", OverflowHint),
        (new(@"Map keys must be unique"), "DUPLICATED_MAP_KEY", "23505", "Duplicate map key was found.", "Remove the duplicates first."),
        (new(@"Map keys can not be NULL"), "NULL_MAP_KEY", "2200E", "Cannot use null as map key.", "Filter the NULL keys out first."),
    ];

    // What the machine refuses, whatever the statement is.
    private static readonly (Regex Wording, string Class, string Hint)[] OfTheMachine =
    [
        (new(@"No space left on device|File too large|Disk quota exceeded|not enough space", RegexOptions.IgnoreCase),
            "DISK_FULL", "Free some disk space, or use a workspace on another disk (--workspace DIR)."),
        (new(@"Permission denied|Read-only file system|Access is denied", RegexOptions.IgnoreCase),
            "PERMISSION_DENIED", "Give yourself permission for the path, or use another workspace (--workspace DIR)."),
        (new(@"^Out of Memory Error", RegexOptions.IgnoreCase),
            "OUT_OF_MEMORY", "Give the engine more memory (--memory SIZE), fewer threads (--threads N), or fewer tasks at once (--parallel N)."),
    ];

    /// <summary>The statement's error, or an engine error when it is none of the statement's.</summary>
    internal static Exception Translate(DuckDBException error)
    {
        var raised = Raised().Match(error.Message);
        if (raised.Success)
        {
            var state = raised.Groups["state"].Success ? raised.Groups["state"].Value : null;
            return new SqlException(raised.Groups["class"].Value, state, raised.Groups["text"].Value.Trim(), inner: error);
        }

        foreach (var (wording, errorClass, state, message, hint) in Known)
        {
            if (wording.IsMatch(error.Message))
                return new SqlException(errorClass, state, $"{message} ({FirstLine(error.Message)})", hint: hint, inner: error);
        }

        foreach (var (wording, errorClass, hint) in OfTheMachine)
        {
            if (wording.IsMatch(error.Message))
                return new EdlakeException(errorClass, FirstLine(error.Message), hint, inner: error);
        }

        return new EdlakeException("ENGINE_ERROR", $"DuckDB could not run the statement: {error.Message}", "Report it with the statement.", inner: error);
    }

    private static string FirstLine(string message) => message.Split('\n', 2)[0].Trim();

    [GeneratedRegex(@"\[(?<class>[A-Z][A-Z0-9_]*(\.[A-Z0-9_]+)*)\] (?<text>.*?)( SQLSTATE: (?<state>[0-9A-Z]{5}))?\s*$", RegexOptions.Singleline)]
    private static partial Regex Raised();
}
