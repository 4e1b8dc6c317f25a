using Edlake.Diagnostics;

namespace Edlake.Cli.Commands;

/// <summary>Copies a file or folder. A copy appears whole: it is written under a hidden name first. Modification times stay, since a load is told by them.</summary>
internal static class FileCopy
{
    /// <summary>Copies; returns how many files. Errors: PATH_NOT_FOUND, INVALID_PARAMETER (a folder without --recursive, a file that is there).</summary>
    internal static int Copy(string source, string target, bool recursive, bool overwrite, bool targetIsFolder)
    {
        if (File.Exists(source))
        {
            var intoFolder = targetIsFolder || Directory.Exists(target) || target.EndsWith('/') || (Path.GetExtension(target).Length == 0 && Path.GetExtension(source).Length > 0);
            CopyFile(source, intoFolder ? Path.Combine(target, Path.GetFileName(source)) : target, overwrite);
            return 1;
        }

        if (!Directory.Exists(source))
            throw new EdlakeException("PATH_NOT_FOUND", $"Path does not exist: {source}.", "Check the path.");
        if (!recursive)
            throw new EdlakeException("INVALID_PARAMETER", $"'{source}' is a folder.", "Add --recursive to copy all that is in it.");
        var files = Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).ToList();
        foreach (var file in files)
            CopyFile(file, Path.Combine(target, Path.GetRelativePath(source, file)), overwrite);
        return files.Count;
    }

    private static void CopyFile(string source, string target, bool overwrite)
    {
        if (File.Exists(target) && !overwrite)
            throw new EdlakeException("INVALID_PARAMETER", $"'{target}' is there already.", "Add --overwrite to replace it.");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var hidden = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            File.Copy(source, hidden);
            File.Move(hidden, target, overwrite: true);
        }
        finally
        {
            File.Delete(hidden);
        }
    }
}
