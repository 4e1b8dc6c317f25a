namespace Edlake.Cli.Commands;

/// <summary>A path of the command line as a path of this machine: those of the workspace through it, others from the current folder.</summary>
internal static class FilePlace
{
    internal static string Of(Workspace workspace, string path) =>
        path.Contains(':', StringComparison.Ordinal) || path.StartsWith("/Volumes/", StringComparison.Ordinal) || path.StartsWith("/dbfs/", StringComparison.Ordinal)
            ? workspace.Resolve(path)
            : Path.GetFullPath(path);
}
