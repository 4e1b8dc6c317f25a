using Edlake.Diagnostics;

namespace Edlake.Bundles;

/// <summary>Where a bundle lies.</summary>
/// <param name="Root">Absolute path of its folder.</param>
/// <param name="File">Absolute path of its main file.</param>
public sealed record BundleFolder(string Root, string File)
{
    private static readonly string[] FileNames = ["databricks.yml", "databricks.yaml", "bundle.yml", "bundle.yaml"];

    /// <summary>The bundle of a folder or of its nearest parent that has one.</summary>
    /// <exception cref="EdlakeException">BUNDLE_NOT_FOUND, BUNDLE_AMBIGUOUS.</exception>
    public static BundleFolder Find(string startFolder)
    {
        for (var folder = Path.GetFullPath(startFolder); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (In(folder) is { } found)
                return found;
        }

        throw new EdlakeException(
            "BUNDLE_NOT_FOUND",
            $"There is no bundle in '{startFolder}' or in a folder above it (looked for {string.Join(", ", FileNames)}).",
            "Go to the bundle's folder, or name it with --bundle DIR.");
    }

    /// <summary>The bundle of exactly this folder.</summary>
    /// <exception cref="EdlakeException">BUNDLE_NOT_FOUND, BUNDLE_AMBIGUOUS.</exception>
    public static BundleFolder Open(string folder) => In(Path.GetFullPath(folder)) ?? throw new EdlakeException(
        "BUNDLE_NOT_FOUND",
        $"There is no bundle in '{folder}' (looked for {string.Join(", ", FileNames)}).",
        "Name the folder that holds databricks.yml with --bundle DIR.");

    private static BundleFolder? In(string folder)
    {
        var found = FileNames.Select(name => Path.Combine(folder, name)).Where(System.IO.File.Exists).ToList();
        return found switch
        {
            [] => null,
            [var only] => new BundleFolder(folder, only),
            _ => throw new EdlakeException(
                "BUNDLE_AMBIGUOUS",
                $"The folder '{folder}' has more than one bundle file: {string.Join(", ", found.Select(Path.GetFileName))}.",
                "Keep one of them."),
        };
    }
}
