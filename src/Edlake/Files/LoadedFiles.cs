namespace Edlake.Files;

/// <summary>
/// How a table remembers in its own log which files COPY INTO has loaded: a transaction mark a file, whose version is the time the file was
/// changed.
/// </summary>
public static class LoadedFiles
{
    private const string Prefix = "edlake.copy_into:";

    /// <summary>The application of a file's mark.</summary>
    public static string Application(RawFile file) => Prefix + file.DisplayPath;

    /// <summary>The version of a file's mark, in milliseconds.</summary>
    public static long Version(RawFile file) => file.ModifiedMicros / 1000;
}
