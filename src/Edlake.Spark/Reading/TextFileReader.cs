using Edlake.Files;
using Edlake.Files.Reading;
using Edlake.Spark.Connect;
using Edlake.Sql.Types;

namespace Edlake.Spark.Reading;

/// <summary>Text files: a row a line, or a row a file with <c>wholeText</c>.</summary>
internal sealed class TextFileReader(ScanRow row, IReadOnlyList<RawFile> files) : IFileReader
{
    private const string Line = "value";

    /// <inheritdoc />
    public IReadOnlyList<ReaderPart> Parts()
    {
        foreach (var file in files)
            TextMark.RefuseOtherThanUtf8(file);
        var isWhole = "true".Equals(row.Scan.Scan.Options.GetValueOrDefault("wholetext"), StringComparison.OrdinalIgnoreCase);
        var reader = new FilesRelation("text", [.. files.Select(file => SparkPath.ToRead(file.MachinePath))])
        {
            Schema = new StructType([new StructField(Line, new StringType())]),
            Options = new Dictionary<string, string>(SparkPath.Options) { ["wholetext"] = isWhole ? "true" : "false" },
        };
        return [new ReaderPart(ReaderPart.WithPath(reader), "count(1)", Select)];
    }

    private string Select(string lines) =>
        $"SELECT {row.Items(column => row.Columns.Data.Contains(column) ? Line : null)} FROM {lines} "
        + $"WHERE CASE WHEN is_valid_utf8({Line}) THEN true ELSE {BadField.BadEncoding(TornText.Repaired(Line), FileListing.Path)} END";
}
