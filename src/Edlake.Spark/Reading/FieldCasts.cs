using Edlake.Files.Reading;
using Edlake.Sql.Types;

namespace Edlake.Spark.Reading;

/// <summary>Texts from raw files as values of a column's type, NULL where they are none.</summary>
internal sealed class FieldCasts(FieldFormats formats, string sessionZone)
{
    /// <summary>A NULL of a type.</summary>
    internal static string Null(SparkType type) => $"CAST(NULL AS {type.Sql})";

    /// <summary>Whether a column takes texts as they are.</summary>
    internal static bool IsText(SparkType type) => type is StringType or VarcharType or CharType;

    /// <summary>A text, given as SQL, as a value.</summary>
    internal string Sql(string text, SparkType type) => type switch
    {
        _ when IsText(type) => text,
        DateType when formats.Date is { } pattern => $"CAST(try_to_timestamp({text}, {SparkSyntax.Literal(pattern)}) AS DATE)",
        TimestampType when formats.Timestamp is { } pattern => Timestamp(text, pattern),
        _ => $"try_cast({text} AS {type.Sql})",
    };

    // A function parses in the session's zone, the reader's own parser in any.
    private string Timestamp(string text, string pattern) => formats.TimeZone.Equals(sessionZone, StringComparison.OrdinalIgnoreCase)
        ? $"try_to_timestamp({text}, {SparkSyntax.Literal(pattern)})"
        : $"from_json(to_json(named_struct('v', {text})), 'v TIMESTAMP', map('timestampFormat', {SparkSyntax.Literal(pattern)}, 'timeZone', {SparkSyntax.Literal(formats.TimeZone)})).v";
}
