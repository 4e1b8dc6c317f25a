using System.Globalization;
using Edlake.Files.Reading;
using Edlake.Sql.Binding;

namespace Edlake.Spark.Reading;

/// <summary>A scan's output columns as a select list.</summary>
internal sealed record ScanRow(BoundFileScan Scan, ScanColumns Columns, FieldCasts Casts)
{
    /// <summary>The list; <paramref name="item"/> gives the SQL of what is in the files' text, null for a column that is not there.</summary>
    internal string Items(Func<BoundColumn, string?> item) =>
        string.Join(", ", Scan.Output.Select(column => $"{Given(column) ?? item(column) ?? FieldCasts.Null(column.Type)} AS {SparkSyntax.Name(column.Name)}"));

    private string? Given(BoundColumn column)
    {
        if (column == Scan.Metadata)
            return FileListing.Facts;
        var place = Columns.Partitions.IndexOf(column);
        return place < 0 ? null : string.Create(CultureInfo.InvariantCulture, $"_edlake_partition_{place}");
    }
}
