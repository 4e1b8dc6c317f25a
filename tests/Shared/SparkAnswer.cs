using System.Text.Json;

namespace Edlake.Testing;

/// <summary>What real Spark answered to a statement: a schema and rows as text, or an error.</summary>
/// <param name="Sql">The statement as Spark got it.</param>
/// <param name="Schema">The answer's schema as DDL; null where there was an error.</param>
/// <param name="Rows">Its rows; empty where there was an error.</param>
/// <param name="Error">The first line of the error; null where there was none.</param>
internal sealed record SparkAnswer(string Sql, string? Schema, IReadOnlyList<IReadOnlyList<string?>> Rows, string? Error)
{
    /// <summary>Reads a line of the oracle's output.</summary>
    internal static SparkAnswer Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        IReadOnlyList<IReadOnlyList<string?>> rows = root.TryGetProperty("rows", out var list)
            ? [.. list.EnumerateArray().Select(row => (IReadOnlyList<string?>)[.. row.EnumerateArray().Select(cell => cell.GetString())])]
            : [];
        return new SparkAnswer(root.GetProperty("sql").GetString()!, Text(root, "schema"), rows, Text(root, "error"));
    }

    /// <summary>The rows of an answer that must not be an error.</summary>
    internal IReadOnlyList<IReadOnlyList<string?>> RowsOrFail() => Error is null ? Rows : throw new InvalidOperationException($"Spark refused {Sql}: {Error}");

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var text) ? text.GetString() : null;
}
