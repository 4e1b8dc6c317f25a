using System.Text.Json;
using Edlake.Sql.Tests.Syntax;

namespace Edlake.DuckDb.Tests.Conformance;

/// <summary>A statement of the corpus with the rows that Spark gave.</summary>
internal sealed record CorpusAnswer(SparkCorpus.Entry Entry, IReadOnlyList<IReadOnlyList<string?>>? Rows)
{
    /// <summary>The answers of the files that need no Delta table, file by file.</summary>
    internal static IEnumerable<IGrouping<string, CorpusAnswer>> WithoutTables() => SparkCorpus.Load()
        .GroupBy(entry => entry.File)
        .Where(file => int.Parse(file.Key[..2], System.Globalization.CultureInfo.InvariantCulture) is <= 21 or 28)
        .SelectMany(file => file.Zip(File.ReadLines(Path.Combine(SparkCorpus.Folder!, file.Key + ".jsonl")), (entry, line) => new CorpusAnswer(entry, RowsOf(line))))
        .GroupBy(answer => answer.Entry.File);

    private static List<IReadOnlyList<string?>>? RowsOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty("rows", out var rows)
            ? [.. rows.EnumerateArray().Select(row => (IReadOnlyList<string?>)[.. row.EnumerateArray().Select(cell => cell.GetString())])]
            : null;
    }
}
