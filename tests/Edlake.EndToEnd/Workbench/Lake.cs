using System.Text.Json;

namespace Edlake.EndToEnd.Workbench;

/// <summary>A workspace of its own, and `edlake` on it: the real command with its real exit codes, in this process.</summary>
internal sealed class Lake : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>A workspace for a bundle; the repository's own when none is given.</summary>
    public Lake(string? bundle = null)
    {
        Bundle = bundle ?? RepositoryRoot.Path;
        Workspace = _folder.In("workspace");
    }

    public string Bundle { get; }

    public string Workspace { get; }

    /// <summary>A place beside the workspace.</summary>
    public string In(string name) => _folder.In(name);

    /// <summary>Writes a file beside the workspace.</summary>
    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Runs a verb on this bundle and workspace.</summary>
    public Task<Answer> Edlake(params string[] arguments) => CommandLine.Run([.. arguments, "--bundle", Bundle, "--workspace", Workspace]);

    /// <summary>`edlake run --output json`, which must do well.</summary>
    public async Task<RunAnswer> Run(params string[] arguments) => new((await Edlake(["run", "--output", "json", .. arguments])).Well());

    /// <summary>The rows of a query, each as its values joined by bars; NULL is <c>NULL</c>.</summary>
    public async Task<IReadOnlyList<string>> Rows(string query) =>
        [.. (await Cells(query)).Select(row => string.Join('|', row.Select(cell => cell ?? "NULL")))];

    /// <summary>The rows of a query as text, value by value.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string?>>> Cells(string query) => (await Answers(query))[0];

    /// <summary>The rows of several queries in one session, value by value.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<IReadOnlyList<string?>>>> Answers(params string[] queries)
    {
        var answer = (await Edlake("sql", string.Join(";\n", queries), "--format", "jsonl")).Well();
        return [.. answer.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(RowsOf)];
    }

    /// <summary>Every table of the warehouse with the version its log is at, as <c>gold.db/revenue_daily 3</c>.</summary>
    public IReadOnlyList<string> Versions() => WarehouseFiles.Versions(Workspace);

    /// <summary>Data files that no table's log names: what a run that published nothing must not leave.</summary>
    public IReadOnlyList<string> StrayFiles() => WarehouseFiles.Strays(Workspace);

    public void Dispose() => _folder.Dispose();

    private static IReadOnlyList<IReadOnlyList<string?>> RowsOf(string line)
    {
        using var statement = JsonDocument.Parse(line);
        return [.. statement.RootElement.GetProperty("rows").EnumerateArray().Select(row => (IReadOnlyList<string?>)[.. row.EnumerateArray().Select(cell => cell.GetString())])];
    }
}
