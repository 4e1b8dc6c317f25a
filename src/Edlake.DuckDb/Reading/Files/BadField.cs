using Edlake.Files.Reading;
using Edlake.Sql.Functions;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>What becomes of a row with a field that is no value of its column's type, where there is no column to rescue it to.</summary>
internal static class BadField
{
    private const int ShownText = 100;

    /// <summary>SQL that fails as the mode asks; <paramref name="text"/> is the SQL of the field's text, <paramref name="path"/> of the file's path.</summary>
    internal static string Fail(ParseMode mode, string column, SparkType type, string text, string path)
    {
        var shown = $"left(CAST({text} AS VARCHAR), {ShownText})";
        return mode == ParseMode.FailFast
            ? Error($"'[FAILED_READ_FILE.NO_HINT] Error while reading file ', {path}, {PhysicalType.Literal($": the column `{column}` {type.Sql} cannot take '")}, {shown}, ''' in mode FAILFAST. Correct the file, or read it in mode PERMISSIVE. SQLSTATE: KD001'")
            : Error($"{PhysicalType.Literal($"[UNSUPPORTED_FEATURE] Mode DROPMALFORMED cannot leave out a row for a field that does not fit: the column `{column}` {type.Sql} cannot take '")}, {shown}, ''' in the file ', {path}, {Remedy(column)}");
    }

    /// <summary>SQL that fails because a record's own text is asked for, which the reader of CSV does not keep of a record that is well formed.</summary>
    internal static string NoText(string corrupt, string column, SparkType type, string text, string path) => Error(
        $"{PhysicalType.Literal($"[UNSUPPORTED_FEATURE] The column `{corrupt}` cannot have the text of a record whose fields are whole but do not fit: the column `{column}` {type.Sql} cannot take '")}, left({text}, {ShownText}), ''' in the file ', {path}, {Remedy(column)}");

    private static string Remedy(string column) =>
        PhysicalType.Literal($". Declare `{column}` STRING and convert it with try_cast in the query, or name a column with rescuedDataColumn. SQLSTATE: 0A000");

    private static string Error(string parts) => $"error(concat({parts}))";
}
