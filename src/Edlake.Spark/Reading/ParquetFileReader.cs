using Edlake.Files;
using Edlake.Spark.Connect;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Spark.Reading;

/// <summary>Parquet files: columns by name, NULL where a file lacks one.</summary>
internal sealed class ParquetFileReader(ScanRow row, IReadOnlyList<RawFile> files) : IFileReader
{
    private IReadOnlyList<string> Paths => [.. files.Select(file => SparkPath.ToRead(file.MachinePath))];

    // Nothing says how a value that is no text would be written as one.
    /// <inheritdoc />
    public async Task CheckAsync(SparkConnectSession session, CancellationToken cancellation)
    {
        if (row.Columns.Rescued is null)
            return;
        var all = new FilesRelation("parquet", Paths) { Options = new Dictionary<string, string>(SparkPath.Options) { ["mergeSchema"] = "true" } };
        var schema = await session.SchemaOfAsync(all, cancellation).ConfigureAwait(false);
        var known = row.Scan.Columns.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var others = schema.Fields.Where(field => !known.Contains(field.Name)).Select(field => $"`{field.Name}`").ToList();
        if (others.Count > 0)
        {
            throw new SqlException(
                "UNSUPPORTED_FEATURE", "0A000", $"The Parquet files of '{row.Scan.Scan.Path}' have columns that the schema has not and that cannot be rescued: {string.Join(", ", others)}.", row.Scan.Scan.Span,
                "Add them to the schema, or leave rescuedDataColumn out to read the files without them.");
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<ReaderPart> Parts()
    {
        var reader = new FilesRelation("parquet", Paths)
        {
            Schema = new StructType([.. row.Columns.Data.Select(column => new StructField(column.Name, column.Type))]),
            Options = SparkPath.Options,
        };
        return [new ReaderPart(ReaderPart.WithPath(reader), "count(1)", records =>
            $"SELECT {row.Items(column => row.Columns.Data.Contains(column) ? SparkSyntax.Name(column.Name) : null)} FROM {records}")];
    }
}
