using System.Globalization;
using Edlake.DuckDb.Generation;
using Edlake.Files;
using Edlake.Files.Reading;
using Edlake.Sql.Binding;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>Files as they are, a row each: <c>path, modificationTime, length, content</c>. A file is opened only when its content is asked for.</summary>
internal sealed class BinarySource(StatementRun run, BoundFileScan scan, IReadOnlyList<RawFile> files) : FileSource(run, scan, files)
{
    private readonly ScanColumns _columns = new(scan, files);

    /// <inheritdoc />
    internal override long Rows => Files.Count;

    /// <inheritdoc />
    internal override string Sql()
    {
        if (Files.Count == 0)
            return $"SELECT {string.Join(", ", Scan.Output.Select(column => $"{FieldCasts.Null(column.Type)} AS {column.Sql()}"))} WHERE false";
        var casts = new FieldCasts(Run);
        var rows = Files.Select((file, i) => $"({string.Join(", ", Row(file, i, casts))})");
        var names = new[] { "i", "path", "modified", "length", "machine_path" }.Concat(_columns.Partitions.Select(column => column.Sql())).Concat(Scan.Metadata is null ? [] : [Scan.Metadata.Sql()]);
        var list = $"(VALUES {string.Join(", ", rows)}) AS r({string.Join(", ", names)})";
        var items = Scan.Output.Select(column => $"{Item(column)} AS {column.Sql()}");

        // The left join is dropped by the optimizer where the content is not used, and no file is opened.
        return $"SELECT {string.Join(", ", items)} FROM {list} LEFT JOIN (SELECT filename, any_value(content) AS content FROM read_blob({PathText.List(Files.Select(file => file.MachinePath))}) GROUP BY filename) AS b ON b.filename = r.machine_path";
    }

    private IEnumerable<string> Row(RawFile file, int place, FieldCasts casts)
    {
        yield return place.ToString(CultureInfo.InvariantCulture);
        yield return PhysicalType.Literal(file.DisplayPath);
        yield return string.Create(CultureInfo.InvariantCulture, $"make_timestamptz({file.ModifiedMicros}::BIGINT)");
        yield return string.Create(CultureInfo.InvariantCulture, $"{file.Size}::BIGINT");
        yield return PhysicalType.Literal(file.MachinePath);
        foreach (var column in _columns.Partitions)
            yield return file.PartitionValues.GetValueOrDefault(column.Name) is { } text ? casts.Sql(PhysicalType.Literal(text), column.Type) : FieldCasts.Null(column.Type);
        if (Scan.Metadata is not null)
            yield return MetadataColumn.Of(file);
    }

    private string Item(BoundColumn column) => column == Scan.Metadata || _columns.Partitions.Contains(column) ? $"r.{column.Sql()}" : column.Name.ToLowerInvariant() switch
    {
        "path" => "r.path",
        "modificationtime" => "r.modified",
        "length" => "r.length",
        "content" => "b.content",
        _ => FieldCasts.Null(column.Type),
    };
}
