using System.Formats.Tar;
using System.IO.Compression;

namespace Edlake.Delta.Tests.Foreign;

/// <summary>
/// Tables written by others (Spark, delta-rs, Trino, ...): those of <c>tests/tables</c>, and all 239 of them where
/// <c>../shared/delta-tables</c> is beside the repository. They are copied once for the tests of a class, which may change them.
/// </summary>
public sealed class ForeignTables : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ForeignTables()
    {
        if (All is null)
        {
            CopyChosen();
            return;
        }

        using var packed = new GZipStream(File.OpenRead(Path.Combine(All, "tables.tar.gz")), CompressionMode.Decompress);
        TarFile.ExtractToDirectory(packed, _folder.Path, overwriteFiles: true);
    }

    /// <summary>The folder of the tables that the repository holds.</summary>
    public static string Chosen { get; } = RepositoryRoot.In("tests", "tables");

    /// <summary>The folder of the copies.</summary>
    public string Root => _folder.Path;

    private static string? All { get; } = RepositoryRoot.Shared("delta-tables");

    /// <summary>The rows, by column name, of the index of the tables that are here.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Index() => Index(All ?? Chosen);

    /// <summary>The rows, by column name, of the index in a folder.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Index(string folder)
    {
        var lines = File.ReadAllLines(Path.Combine(folder, "INDEX.tsv"));
        var names = lines[0].Split('\t');
        return [.. lines.Skip(1).Select(line => line.Split('\t')).Select(cells => names.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    public void Dispose() => _folder.Dispose();

    private void CopyChosen()
    {
        foreach (var file in Directory.EnumerateFiles(Chosen, "*", SearchOption.AllDirectories))
        {
            var copy = _folder.In(Path.GetRelativePath(Chosen, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
