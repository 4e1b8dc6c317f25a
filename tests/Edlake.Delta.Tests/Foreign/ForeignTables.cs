using System.Formats.Tar;
using System.IO.Compression;

namespace Edlake.Delta.Tests.Foreign;

/// <summary>Tables written by others (Spark, delta-rs, Trino, ...), unpacked once for the tests of this class.</summary>
public sealed class ForeignTables : IDisposable
{
    private readonly TemporaryFolder? _folder;

    public ForeignTables()
    {
        if (Source() is not { } source)
            return;
        _folder = new TemporaryFolder();
        using var packed = new GZipStream(File.OpenRead(Path.Combine(source, "tables.tar.gz")), CompressionMode.Decompress);
        TarFile.ExtractToDirectory(packed, _folder.Path, overwriteFiles: true);
    }

    /// <summary>The tables' folder; skips the test when the tables are not there.</summary>
    public string Root
    {
        get
        {
            Assert.SkipWhen(_folder is null, "needs the foreign tables in ../shared/delta-tables beside the repository");
            return _folder!.Path;
        }
    }

    /// <summary>The index's rows by column name; empty when the tables are not there.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Index()
    {
        if (Source() is not { } source)
            return [];
        var lines = File.ReadAllLines(Path.Combine(source, "INDEX.tsv"));
        var names = lines[0].Split('\t');
        return [.. lines.Skip(1).Select(line => line.Split('\t')).Select(cells => names.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    public void Dispose() => _folder?.Dispose();

    private static string? Source() => RepositoryRoot.Shared("delta-tables");
}
