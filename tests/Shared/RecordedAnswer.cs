using System.Text.Json;

namespace Edlake.Testing;

/// <summary>A statement of the corpus with the rows that Spark gave.</summary>
internal sealed record RecordedAnswer(SparkCorpus.Entry Entry, IReadOnlyList<IReadOnlyList<string?>>? Rows)
{
    internal string Key => $"{Entry.File}:{Entry.Number}";

    /// <summary>The answers of a file, one a line.</summary>
    internal static IEnumerable<RecordedAnswer> Read(string path) => File.ReadLines(path).Select((line, index) => Of(Path.GetFileNameWithoutExtension(path), index + 1, line));

    /// <summary>The statements that a list of known differences names, each with its reason.</summary>
    internal static IReadOnlyDictionary<string, string> Differences(string file) => File.ReadLines(file)
        .Where(line => line.Length > 0 && line[0] != '#')
        .ToDictionary(line => line.Split(' ')[0], line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);

    private static RecordedAnswer Of(string file, int number, string line)
    {
        using var json = JsonDocument.Parse(line);
        var error = json.RootElement.TryGetProperty("error", out var text) ? text.GetString() : null;
        var schema = json.RootElement.TryGetProperty("schema", out var ddl) ? ddl.GetString() : null;
        return new RecordedAnswer(new SparkCorpus.Entry(file, number, json.RootElement.GetProperty("sql").GetString()!, error) { Schema = schema }, RowsOf(json));
    }

    private static List<IReadOnlyList<string?>>? RowsOf(JsonDocument json) => json.RootElement.TryGetProperty("rows", out var rows)
        ? [.. rows.EnumerateArray().Select(row => (IReadOnlyList<string?>)[.. row.EnumerateArray().Select(cell => cell.GetString())])]
        : null;
}
