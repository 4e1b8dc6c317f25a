using System.Globalization;
using Edlake.DuckDb.Generation;
using Edlake.Files;
using Edlake.Files.Reading;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>Parquet files: columns by name, NULL where a file lacks one.</summary>
internal sealed class ParquetSource(StatementRun run, BoundFileScan scan, IReadOnlyList<RawFile> files) : FileSource(run, scan, files)
{
    private readonly ScanColumns _columns = new(scan, files);
    private readonly Lazy<long> _rows = new(() => files.Count == 0 ? 0 : Convert.ToInt64(
        run.Session.Scalar($"SELECT count(*) FROM read_parquet({PathText.List(files.Select(file => file.MachinePath))}, hive_partitioning = false)", run.Cancellation), CultureInfo.InvariantCulture));

    /// <inheritdoc />
    internal override long Rows => _rows.Value;

    /// <inheritdoc />
    internal override void Open(bool maySplit)
    {
        if (_columns.Rescued is null || Files.Count == 0)
            return;
        var known = Scan.Columns.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var others = ParquetSchema.Of(Run.Session, Files).Fields.Where(field => !known.Contains(field.Name)).Select(field => $"`{field.Name}`").ToList();
        if (others.Count > 0)
        {
            throw new SqlException(
                "UNSUPPORTED_FEATURE", "0A000", $"The Parquet files of '{Scan.Scan.Path}' have columns that the schema has not and that cannot be rescued: {string.Join(", ", others)}.", Scan.Scan.Span,
                "Add them to the schema, or leave rescuedDataColumn out to read the files without them.");
        }
    }

    /// <inheritdoc />
    internal override string Sql()
    {
        if (Files.Count == 0)
            return $"SELECT {string.Join(", ", Scan.Output.Select(column => $"{FieldCasts.Null(column.Type)} AS {column.Sql()}"))} WHERE false";
        var lookup = new FileLookup(Files, Scan.Metadata, _columns.Partitions, new FieldCasts(Run));
        var given = lookup.Items.ToDictionary(item => item.Column, item => item.Sql);
        var items = Scan.Output.Select(column => $"{given.GetValueOrDefault(column) ?? (_columns.Data.Contains(column) ? $"r.{column.Sql()}" : FieldCasts.Null(column.Type))} AS {column.Sql()}");
        return $"SELECT {string.Join(", ", items)} FROM {Reader()} AS r{lookup.Join()}";
    }

    private string Reader()
    {
        var paths = PathText.List(Files.Select(file => file.MachinePath));
        if (_columns.Data.Count == 0)
            return $"read_parquet({paths}, hive_partitioning = false)";
        var columns = _columns.Data.Select(column => $"{PhysicalType.Literal(column.Name)}: {{name: '{column.Sql()}', type: {PhysicalType.Literal(PhysicalType.Of(column.Type))}, default_value: NULL}}");
        return $"read_parquet({paths}, schema = MAP {{{string.Join(", ", columns)}}})";
    }
}
