using Edlake.Spark.Connect;

namespace Edlake.Spark.Reading;

/// <summary>What one of Spark's readers does of a scan.</summary>
/// <param name="Reader">The records as they come, and the path of each one's file as <see cref="PathColumn"/>.</param>
/// <param name="Rows">The aggregate that counts the records, malformed ones included.</param>
/// <param name="Select">Given the name of a view over the records joined with <see cref="FileListing"/>, a query of the scan's output columns.</param>
internal sealed record ReaderPart(SparkRelation Reader, string Rows, Func<string, string> Select)
{
    /// <summary>Name of the column with the path as Spark has it.</summary>
    internal const string PathColumn = "_edlake_path";

    /// <summary>A reader of files, with the path beside each record.</summary>
    internal static SparkRelation WithPath(FilesRelation files) => new SelectedRelation(files, ["*", $"_metadata.file_path AS {PathColumn}"]);
}
