namespace Edlake.EndToEnd.Workbench;

/// <summary>A warehouse as its files show it, read without any of Edlake's own code.</summary>
internal static class WarehouseFiles
{
    private const string Log = "_delta_log";

    /// <summary>Every table with the highest version in its log.</summary>
    public static IReadOnlyList<string> Versions(string workspace) =>
    [
        .. Logs(workspace)
            .Select(log => (Table: Path.GetRelativePath(Root(workspace), Path.GetDirectoryName(log)!), Commits: Commits(log)))
            .Where(table => table.Commits.Count > 0)
            .Select(table => $"{table.Table} {Path.GetFileNameWithoutExtension(table.Commits[^1]).TrimStart('0').PadLeft(1, '0')}")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Parquet files whose name is in no commit of their table.</summary>
    public static IReadOnlyList<string> Strays(string workspace)
    {
        if (!Directory.Exists(Root(workspace)))
            return [];
        var named = string.Concat(Logs(workspace).SelectMany(Commits).Select(File.ReadAllText));
        return
        [
            .. Directory.EnumerateFiles(Root(workspace), "*.parquet", SearchOption.AllDirectories)
                .Where(file => !file.Contains(Log, StringComparison.Ordinal) && !named.Contains(Path.GetFileName(file), StringComparison.Ordinal))
                .Select(file => Path.GetRelativePath(Root(workspace), file)),
        ];
    }

    private static string Root(string workspace) => Path.Combine(workspace, "spark-warehouse");

    private static IEnumerable<string> Logs(string workspace) =>
        Directory.Exists(Root(workspace)) ? Directory.EnumerateDirectories(Root(workspace), Log, SearchOption.AllDirectories) : [];

    private static List<string> Commits(string log) => [.. Directory.EnumerateFiles(log, "????????????????????.json").Order(StringComparer.Ordinal)];
}
