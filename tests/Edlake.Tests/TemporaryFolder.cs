namespace Edlake.Tests;

/// <summary>A folder that goes when the test does.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("edlake-").FullName;

    public string this[string file] => System.IO.Path.Combine(Path, file);

    /// <summary>Writes a file, with the folders above it.</summary>
    public string Write(string file, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[file])!);
        File.WriteAllText(this[file], text);
        return this[file];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
