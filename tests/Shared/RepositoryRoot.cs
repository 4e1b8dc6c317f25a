namespace Edlake.Testing;

/// <summary>
/// The repository's top folder, found upward from the test's binary: the paths in a deterministic build's sources are made up.
/// </summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    /// <summary>A file or folder of the repository.</summary>
    public static string In(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Test material too large for Git, in <c>../shared</c> beside the repository; null where it is not there.</summary>
    public static string? Shared(string name)
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, "..", "shared", name));
        return System.IO.Path.Exists(path) ? path : null;
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Edlake.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Edlake.slnx: run the tests from where they were built.");
    }
}
