using System.Globalization;
using Edlake.Files;
using Edlake.Files.Reading;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Reading.Files.Csv;

/// <summary>What the values of CSV files tell of their columns, by the rules of Spark's own inference.</summary>
internal sealed class CsvSample(StatementRun run, CsvOptions options, FieldFormats formats)
{
    private const string Integral = "regexp_full_match({0}, '[+-]?[0-9]+')";

    // Java's own notation of a number, blanks around it and a suffix included.
    private const string Number = @"regexp_full_match({0}, '\s*([+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?[dDfF]?|[+-]?Infinity|[+-]?NaN)\s*|-?Inf')";

    // Where no format is given a date is written in full; what else a cast takes for one is a timestamp.
    private const string Day = "regexp_full_match({0}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')";

    /// <summary>The types of the columns of files with equal headers.</summary>
    internal IReadOnlyList<ColumnEvidence> Of(CsvGroup group, int width)
    {
        var rejects = new CsvRejects(run, group, options, string.Create(CultureInfo.InvariantCulture, $"sample_{Guid.NewGuid():N}"), width);
        var evidence = Enumerable.Range(0, width).SelectMany(i => Aggregates(Text(i)));
        var sql = $"SELECT {string.Join(", ", evidence)} FROM {CsvReader.Sql(group, options, rejects, width)} AS r";
        return run.Session.Rows(sql, reader => (IReadOnlyList<ColumnEvidence>)[.. Enumerable.Range(0, width).Select(i => ColumnEvidence.Read(reader, i))], run.Cancellation)[0];
    }

    /// <summary>Fields of the first record of a file without a header.</summary>
    internal static int Width(RawFile file, CsvOptions options)
    {
        using var reader = new StreamReader(RawBytes.Open(file.MachinePath));
        for (var i = 0; i < options.SkippedLines; i++)
            reader.ReadLine();
        string? line;
        do
        {
            line = reader.ReadLine();
        }
        while (line is "" || (line is not null && options.Comment is { } mark && line[0] == mark));

        return CsvFields.Split(line ?? "", options).Count;
    }

    private IEnumerable<string> Aggregates(string text)
    {
        var casts = new FieldCasts(run, formats);
        var tests = new[]
        {
            $"{Test(Integral)} AND TRY_CAST({text} AS INTEGER) IS NOT NULL",
            $"{Test(Integral)} AND TRY_CAST({text} AS BIGINT) IS NOT NULL",
            $"{Test(Integral)} AND length(ltrim({text}, '+-0')) <= {DecimalType.MaxPrecision}",
            Test(Number),
            formats.Date is null ? $"{Test(Day)} AND {Is(new DateType())}" : Is(new DateType()),
            $"({Is(new TimestampType())})",
            $"lower({text}) IN ('true', 'false')",
        };
        yield return $"count({text})";
        yield return $"coalesce(max(CASE WHEN {tests[1]} THEN CASE WHEN {tests[0]} THEN 10 ELSE 20 END WHEN {tests[2]} THEN length(ltrim({text}, '+-0')) END), 0)";
        foreach (var test in tests)
            yield return $"coalesce(bool_and({test}) FILTER ({text} IS NOT NULL), true)";

        string Test(string pattern) => string.Format(CultureInfo.InvariantCulture, pattern, text);
        string Is(SparkType type) => $"{casts.Over(text, type)} IS NOT NULL";
    }

    private string Text(int place) => CsvRow.Text(place, options);
}
