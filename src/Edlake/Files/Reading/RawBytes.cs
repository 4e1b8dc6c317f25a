using System.IO.Compression;

namespace Edlake.Files.Reading;

/// <summary>A raw file's bytes.</summary>
public static class RawBytes
{
    /// <summary>The bytes, decompressed by the file's extension.</summary>
    public static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
