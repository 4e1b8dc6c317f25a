using Edlake.Diagnostics;

namespace Edlake;

/// <summary>
/// The folder that stands for the Databricks workspace on this machine, and the one place where paths become files:
/// <c>dbfs:/x</c> and <c>/dbfs/x</c> are <c>&lt;root&gt;/dbfs/x</c>, <c>/Volumes/…</c> is <c>&lt;root&gt;/Volumes/…</c>, <c>file:/x</c> is the
/// machine's own <c>/x</c>; any other absolute path is itself, a relative one starts at the bundle's folder.
/// </summary>
/// <param name="Root">Absolute path of the workspace folder.</param>
/// <param name="BundleRoot">Absolute path of the folder relative paths start at.</param>
public sealed record Workspace(string Root, string BundleRoot)
{
    /// <summary>Where managed tables live: <c>&lt;root&gt;/spark-warehouse</c>, in Spark's own layout.</summary>
    public string WarehouseRoot => Path.Combine(Root, "spark-warehouse");

    /// <summary>What Edlake keeps for itself: metastore, journal, temporary files.</summary>
    public string StateRoot => Path.Combine(Root, ".edlake");

    /// <summary>Where engines spill.</summary>
    public string SpillRoot => Path.Combine(StateRoot, "spill");

    /// <summary>The machine's path for a path of the notebook's world.</summary>
    /// <exception cref="EdlakeException">UNSUPPORTED_PATH_SCHEME for s3, abfss and other remote stores.</exception>
    public string Resolve(string path)
    {
        if (TryStrip(path, "dbfs:", out var rest) || TryStrip(path, "/dbfs/", out rest))
            return Path.GetFullPath(Path.Combine(Root, "dbfs", rest));
        if (path.StartsWith("/Volumes/", StringComparison.Ordinal))
            return Path.GetFullPath(Path.Combine(Root, path.TrimStart('/')));
        if (path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            return Path.GetFullPath("/" + Uri.UnescapeDataString(path["file:".Length..].TrimStart('/')));
        if (path.IndexOf(':', StringComparison.Ordinal) is > 1 and var colon && path[..colon].All(char.IsAsciiLetterOrDigit))
        {
            throw new EdlakeException(
                "UNSUPPORTED_PATH_SCHEME",
                $"The path '{path}' is in a store that this engine does not reach ('{path[..colon]}:').",
                "Copy the files with `edlake fs cp` to dbfs:/… or /Volumes/…, or run with an engine that reaches the store.");
        }

        return Path.GetFullPath(Path.IsPathRooted(path) ? path : Path.Combine(BundleRoot, path));
    }

    /// <summary>The notebook's path for a machine path, the way <c>_metadata.file_path</c> shows it: <c>dbfs:/FileStore/…</c>, <c>/Volumes/…</c>, else <c>file:/…</c>.</summary>
    public string Display(string machinePath)
    {
        var full = Path.GetFullPath(machinePath);
        var dbfs = Path.Combine(Root, "dbfs") + Path.DirectorySeparatorChar;
        if (full.StartsWith(dbfs, StringComparison.Ordinal))
            return "dbfs:/" + full[dbfs.Length..].Replace('\\', '/');
        var volumes = Path.Combine(Root, "Volumes") + Path.DirectorySeparatorChar;
        if (full.StartsWith(volumes, StringComparison.Ordinal))
            return "/Volumes/" + full[volumes.Length..].Replace('\\', '/');
        return "file:/" + full.TrimStart('/').Replace('\\', '/');
    }

    private static bool TryStrip(string path, string prefix, out string rest)
    {
        var matches = path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
        rest = matches ? path[prefix.Length..].TrimStart('/') : "";
        return matches;
    }
}
