using System.Text.Json;

namespace Edlake.Testing;

/// <summary>Statements with the answers of a real Spark; <c>tests/sql/spark-corpus</c>, whose README gives the format.</summary>
internal static class SparkCorpus
{
    internal sealed record Entry(string File, int Number, string Sql, string? Error)
    {
        /// <summary>The answer's schema as DDL; empty for a command, null when there was an error.</summary>
        internal string? Schema { get; init; }

        /// <summary>The class in brackets; empty when the error has none, null when there was no error.</summary>
        internal string? ErrorClass => Error is null ? null : Error.StartsWith('[') ? Error[1..Error.IndexOf(']', StringComparison.Ordinal)] : "";

        public override string ToString() => $"{File}:{Number} {Sql}";
    }

    internal static string Folder { get; } = RepositoryRoot.In("tests", "sql", "spark-corpus");

    internal static IReadOnlyList<Entry> Load() =>
        [.. Directory.GetFiles(Folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(Entries)];

    private static IEnumerable<Entry> Entries(string path) => File.ReadLines(path).Select((line, index) =>
    {
        using var json = JsonDocument.Parse(line);
        var error = json.RootElement.TryGetProperty("error", out var text) ? text.GetString() : null;
        return new Entry(Path.GetFileNameWithoutExtension(path), index + 1, json.RootElement.GetProperty("sql").GetString()!, error)
        {
            Schema = json.RootElement.TryGetProperty("schema", out var schema) ? schema.GetString() : null,
        };
    });
}
