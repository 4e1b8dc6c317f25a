using Edlake.Files;
using Edlake.Spark.Connect;

namespace Edlake.Spark.Reading;

/// <summary>Files as they are, a row each: <c>path, modificationTime, length, content</c>. Spark opens a file only when its content is asked for.</summary>
internal sealed class BinaryFileReader(ScanRow row, IReadOnlyList<RawFile> files) : IFileReader
{
    /// <inheritdoc />
    public IReadOnlyList<ReaderPart> Parts()
    {
        var reader = new FilesRelation("binaryFile", [.. files.Select(file => SparkPath.ToRead(file.MachinePath))]) { Options = SparkPath.Options };
        return [new ReaderPart(ReaderPart.WithPath(reader), "count(1)", records => $"SELECT {row.Items(column => Item(column.Name))} FROM {records}")];
    }

    // What is known of a file is what the listing says, as _metadata has it.
    private static string? Item(string name) => name.ToLowerInvariant() switch
    {
        "path" => $"{FileListing.Facts}.file_path",
        "modificationtime" => $"{FileListing.Facts}.file_modification_time",
        "length" => $"{FileListing.Facts}.file_size",
        "content" => "content",
        _ => null,
    };
}
