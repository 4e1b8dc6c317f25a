using Edlake.Bundles;
using Edlake.Running;

namespace Edlake.Cli.Commands;

/// <summary>
/// Puts a bundle's sample where its job looks for raw files, when there is nothing yet: so that a first run shows something. The bundle's
/// sample is its folder <c>data/sample</c>, the place its job parameter <c>raw_path</c>.
/// </summary>
internal static class SampleUpload
{
    private const string Parameter = "raw_path";

    /// <summary>Where the job looks for raw files, when that is a place of the workspace: <c>dbfs:/…</c>, <c>/Volumes/…</c>; null otherwise.</summary>
    internal static string? RawPath(Job job, IReadOnlyDictionary<string, string> parameters)
    {
        var path = parameters.GetValueOrDefault(Parameter) ?? job.Parameters.FirstOrDefault(parameter => parameter.Name == Parameter)?.Default;
        return path is not null && (path.StartsWith("dbfs:", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/Volumes/", StringComparison.Ordinal)) ? path : null;
    }

    /// <summary>Copies the sample; returns what was done in words, null when nothing was.</summary>
    internal static string? Run(Bundle bundle, Job job, RunOptions options, Workspace workspace)
    {
        var sample = Path.Combine(bundle.Root, "data", "sample");
        if (RawPath(job, options.Parameters) is not { } path || !Directory.Exists(sample))
            return null;
        var place = workspace.Resolve(path);
        if (Directory.Exists(place) && Directory.EnumerateFileSystemEntries(place).Any())
            return null;
        var files = Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "LICENSE").ToList();
        foreach (var file in files)
        {
            var copy = Path.Combine(place, Path.GetRelativePath(sample, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return $"{path} was empty: the sample's {files.Count} files were put there.";
    }
}
