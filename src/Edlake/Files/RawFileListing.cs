using Edlake.Diagnostics;

namespace Edlake.Files;

/// <summary>Finds the raw files that a path as written means, now.</summary>
public static class RawFileListing
{
    private const string NullPartition = "__HIVE_DEFAULT_PARTITION__";

    /// <summary>
    /// The files, sorted by path. A folder is read with all folders in it; files and folders whose names begin with <c>_</c> or <c>.</c> are
    /// left out, except where the path itself names them. Options that choose files (keys in any case): <c>fileNamePattern</c>,
    /// <c>pathGlobFilter</c> (both over the file's name), <c>modifiedAfter</c>, <c>modifiedBefore</c>, <c>ignoreMissingFiles</c>, and <c>files</c>
    /// (names below the path, one a line; each must be there unless missing files are ignored). Errors: PATH_NOT_FOUND, PATH_NOT_READABLE, INVALID_OPTION_VALUE.
    /// </summary>
    public static IReadOnlyList<RawFile> List(Workspace workspace, string path, IReadOnlyDictionary<string, string> options)
    {
        var wanted = new FileChoice(options);
        try
        {
            var named = Paths(workspace, path).Where(wanted.Names).OrderBy(file => file.FullName, StringComparer.Ordinal).ToList();
            return wanted.Missing(named) is { } missing
                ? throw NotFound($"{path.TrimEnd('/')}/{missing}")
                : [.. named.Where(wanted.Accepts).Select(file => Describe(workspace, path, file))];
        }
        catch (DirectoryNotFoundException) when (wanted.IgnoresMissing)
        {
            return [];
        }
        catch (DirectoryNotFoundException)
        {
            throw NotFound(path);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EdlakeException("PATH_NOT_READABLE", $"'{path}' may not be read: {error.Message}", "Give yourself permission to read it.", inner: error);
        }
    }

    private static IEnumerable<FileInfo> Paths(Workspace workspace, string path)
    {
        if (!PathPattern.IsPattern(path))
            return At(workspace.Resolve(path));
        var root = workspace.Resolve(PathPattern.FixedFolder(path) is { Length: > 0 } folder ? folder : ".");
        var pattern = new PathPattern(workspace.Resolve(PathPattern.FixedFolder(path)).TrimEnd('/') + "/" + path[PathPattern.FixedFolder(path).Length..].TrimEnd('/'));
        return !Directory.Exists(root) ? throw new DirectoryNotFoundException(root) : Matching(new DirectoryInfo(root), pattern);
    }

    private static IEnumerable<FileInfo> At(string path) => File.Exists(path) ? [new FileInfo(path)]
        : Directory.Exists(path) ? Below(new DirectoryInfo(path))
        : throw new DirectoryNotFoundException(path);

    // A folder that matches is read whole.
    private static IEnumerable<FileInfo> Matching(DirectoryInfo folder, PathPattern pattern)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().Where(entry => !IsHidden(entry.Name)))
        {
            var matches = pattern.Matches(entry.FullName.Replace('\\', '/'));
            if (entry is FileInfo file && matches)
                yield return file;
            else if (entry is DirectoryInfo inner)
            {
                foreach (var below in matches ? Below(inner) : Matching(inner, pattern))
                    yield return below;
            }
        }
    }

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().Where(entry => !IsHidden(entry.Name)))
        {
            if (entry is FileInfo file)
                yield return file;
            else if (entry is DirectoryInfo inner)
            {
                foreach (var below in Below(inner))
                    yield return below;
            }
        }
    }

    private static bool IsHidden(string name) => name[0] == '.' || (name[0] == '_' && !name.Contains('='));

    private static RawFile Describe(Workspace workspace, string path, FileInfo file)
    {
        var root = workspace.Resolve(PathPattern.IsPattern(path) && PathPattern.FixedFolder(path) is { Length: > 0 } folder ? folder : path);
        return new RawFile(
            file.FullName, workspace.Display(file.FullName), file.Length, (file.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks / 10, Partitions(root, file.FullName));
    }

    // country=GB/day=2024-01-01: folders between the path's root and the file.
    private static Dictionary<string, string?> Partitions(string root, string file)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in Path.GetRelativePath(root, Path.GetDirectoryName(file)!).Split(Path.DirectorySeparatorChar))
        {
            var sign = part.IndexOf('=', StringComparison.Ordinal);
            if (sign > 0)
                values[Uri.UnescapeDataString(part[..sign])] = part[(sign + 1)..] == NullPartition ? null : Uri.UnescapeDataString(part[(sign + 1)..]);
        }

        return values;
    }

    private static EdlakeException NotFound(string path) => new(
        "PATH_NOT_FOUND", $"Path does not exist: {path}.", "Check the path; `edlake fs ls` shows what is there, `edlake fs cp` puts files there.");
}
