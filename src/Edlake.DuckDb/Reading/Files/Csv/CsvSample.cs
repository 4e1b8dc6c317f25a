using System.Globalization;
using Edlake.DuckDb.Execution;
using Edlake.Files;
using Edlake.Sql.Functions;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Reading.Files.Csv;

/// <summary>What the values of a CSV file tell of its columns.</summary>
internal static class CsvSample
{
    // From the narrowest; a column has the first type that takes all its values.
    private static readonly (SparkType Type, string Condition)[] Candidates =
    [
        (new IntegerType(), "regexp_full_match({0}, '[+-]?[0-9]+') AND TRY_CAST({0} AS INTEGER) IS NOT NULL"),
        (new LongType(), "regexp_full_match({0}, '[+-]?[0-9]+') AND TRY_CAST({0} AS BIGINT) IS NOT NULL"),
        (new DoubleType(), "regexp_full_match({0}, '[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?')"),
        (new DateType(), "regexp_full_match({0}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') AND TRY_CAST({0} AS DATE) IS NOT NULL"),
        (new TimestampType(), "regexp_full_match({0}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}([T ].*)?') AND TRY_CAST({0} AS TIMESTAMPTZ) IS NOT NULL"),
        (new BooleanType(), "lower({0}) IN ('true', 'false')"),
    ];

    /// <summary>The types of the columns.</summary>
    internal static IReadOnlyList<SparkType> Types(DuckDbSession session, CsvGroup group, CsvOptions options, int width)
    {
        var columns = string.Join(", ", Enumerable.Range(0, width).Select(i => $"'{CsvRow.Field(i)}': 'VARCHAR'"));
        var tests = Enumerable.Range(0, width).SelectMany(i => Candidates.Select(candidate =>
            $"coalesce(bool_and({string.Format(CultureInfo.InvariantCulture, candidate.Condition, CsvRow.Field(i))}) FILTER ({CsvRow.Field(i)} IS NOT NULL), false)"));
        var sql = $"SELECT {string.Join(", ", tests)} FROM read_csv({PathText.List(group.Files.Select(file => file.MachinePath))}, columns = {{{columns}}}, auto_detect = false, "
            + $"header = {(options.HasHeader ? "true" : "false")}, delim = {PhysicalType.Literal(options.Delimiter)}, quote = {PhysicalType.Literal(options.Quote?.ToString() ?? "")}, "
            + $"escape = {PhysicalType.Literal(options.Quote is null ? "" : options.Escape.ToString())}, nullstr = '', parallel = {(group.IsParallel ? "true" : "false")}, ignore_errors = true)";
        var passed = session.Rows(sql, reader => Enumerable.Range(0, width * Candidates.Length).Select(reader.GetBoolean).ToList(), CancellationToken.None)[0];
        return [.. Enumerable.Range(0, width).Select(i => TypeOf(passed.GetRange(i * Candidates.Length, Candidates.Length)))];
    }

    /// <summary>Fields of the first record of a file without a header.</summary>
    internal static int Width(RawFile file, CsvOptions options)
    {
        using var reader = new StreamReader(CsvSurvey.Bytes(file.MachinePath));
        for (var i = 0; i < options.SkippedLines; i++)
            reader.ReadLine();
        string? line;
        do
        {
            line = reader.ReadLine();
        }
        while (line is "");

        return CsvFields.Split(line ?? "", options).Count;
    }

    private static SparkType TypeOf(List<bool> passed)
    {
        var first = passed.IndexOf(true);
        return first < 0 ? new StringType() : Candidates[first].Type;
    }
}
