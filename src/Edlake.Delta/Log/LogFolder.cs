using System.Globalization;

namespace Edlake.Delta.Log;

/// <summary>The files of a table's <c>_delta_log</c>: commits by version, checkpoints by version and kind.</summary>
internal sealed class LogFolder
{
    /// <summary>The folder's name beside the data.</summary>
    public const string Name = "_delta_log";

    private LogFolder(string tablePath, SortedDictionary<long, string> commits, List<CheckpointFiles> checkpoints)
    {
        TablePath = tablePath;
        Commits = commits;
        Checkpoints = checkpoints;
    }

    /// <summary>The table's folder.</summary>
    public string TablePath { get; }

    /// <summary>Commit files by version.</summary>
    public SortedDictionary<long, string> Commits { get; }

    /// <summary>Complete checkpoints, oldest first.</summary>
    public List<CheckpointFiles> Checkpoints { get; }

    /// <summary>The newest version there is, or -1.</summary>
    public long LatestVersion => Math.Max(Commits.Count > 0 ? Commits.Keys.Last() : -1, Checkpoints.Count > 0 ? Checkpoints[^1].Version : -1);

    /// <summary>The folder of a table's log.</summary>
    public static string Of(string tablePath) => Path.Combine(tablePath, Name);

    /// <summary>The file of a commit.</summary>
    public static string CommitPath(string tablePath, long version) => Path.Combine(Of(tablePath), FileStem(version) + ".json");

    /// <summary>A version as 20 digits.</summary>
    public static string FileStem(long version) => version.ToString("D20", CultureInfo.InvariantCulture);

    /// <summary>Lists a table's log; a folder that is not there holds nothing.</summary>
    public static LogFolder List(string tablePath)
    {
        var commits = new SortedDictionary<long, string>();
        var found = new List<(long Version, int Part, int Parts, string Path, bool IsV2)>();
        var folder = Of(tablePath);
        if (Directory.Exists(folder))
        {
            foreach (var path in Directory.EnumerateFiles(folder))
                Classify(path, commits, found);
        }
        var checkpoints = found
            .GroupBy(file => (file.Version, file.Parts, V2: file.IsV2 ? file.Path : ""))
            .Where(group => group.Count() == group.Key.Parts)
            .Select(group => new CheckpointFiles(group.Key.Version, group.Key.V2.Length > 0, [.. group.OrderBy(file => file.Part).Select(file => file.Path)]))
            .OrderBy(checkpoint => checkpoint.Version).ThenBy(checkpoint => checkpoint.IsV2)
            .ToList();
        return new LogFolder(tablePath, commits, checkpoints);
    }

    private static void Classify(string path, SortedDictionary<long, string> commits, List<(long, int, int, string, bool)> checkpoints)
    {
        var name = Path.GetFileName(path);
        if (name.Length < 25 || name[20] != '.' || !long.TryParse(name.AsSpan(0, 20), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return;
        var rest = name[21..];
        if (rest == "json")
        {
            commits[version] = path;
            return;
        }
        if (new FileInfo(path).Length == 0)
            return; // Left by a writer that died; not a checkpoint.
        var words = rest.Split('.');
        if (words is ["checkpoint", "parquet"])
            checkpoints.Add((version, 1, 1, path, false));
        else if (words is ["checkpoint", var part, var parts, "parquet"] && int.TryParse(part, out var one) && int.TryParse(parts, out var all))
            checkpoints.Add((version, one, all, path, false));
        else if (words is ["checkpoint", _, "parquet" or "json"])
            checkpoints.Add((version, 1, 1, path, true));
    }
}
