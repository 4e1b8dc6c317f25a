using System.Globalization;
using Edlake.Delta.Actions;
using Edlake.Delta.DeletionVectors;
using Edlake.Delta.Schema;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Storage;
using Edlake.Diagnostics;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Reading;

/// <summary>
/// Rows of some files of a snapshot as a DuckDB query. DuckDB finds each column by name or field id in each file, gives NULL where a
/// file lacks it and widens what was stored in a narrower type.
/// </summary>
/// <param name="Snapshot">The table.</param>
/// <param name="Files">Its files that are read.</param>
internal sealed record SnapshotRows(Snapshot Snapshot, IReadOnlyList<AddFile> Files)
{
    /// <summary>With the place of each row: names of the columns for the ordinal in <see cref="Files"/> and the row in the file; null for none.</summary>
    internal (string File, string Row)? Place { get; init; }

    /// <summary>What the ordinals of <see cref="Place"/> are, where they are not those of <see cref="Files"/>.</summary>
    internal IReadOnlyList<int>? Numbers { get; init; }

    /// <summary>A SELECT of columns, each under an alias.</summary>
    internal string Sql(IReadOnlyList<(string Alias, StructField Field)> columns)
    {
        if (Files.Count == 0)
            return Nothing(columns);
        CheckFiles();
        var whole = Enumerable.Range(0, Files.Count).Where(i => Files[i].DeletionVector is null).ToList();
        var holed = Enumerable.Range(0, Files.Count).Where(i => Files[i].DeletionVector is not null).ToList();
        return string.Join(" UNION ALL ", new[] { whole, holed }.Where(part => part.Count > 0).Select(part => Part(part, columns)));
    }

    private bool IsPartition(StructField field) => Snapshot.PartitionColumns.Contains(field.Name, StringComparer.OrdinalIgnoreCase);

    private string Part(List<int> places, IReadOnlyList<(string Alias, StructField Field)> columns)
    {
        var stored = columns.Where(column => !IsPartition(column.Field) && !DeltaTypes.IsVoid(column.Field.Type)).ToList();
        var given = columns.Where(column => IsPartition(column.Field)).ToList();
        var constants = given.Where(column => places.Select(i => Value(i, column.Field)).Distinct().Count() == 1).ToList();
        var looked = given.Except(constants).ToList();
        var items = columns.Select(column =>
            DeltaTypes.IsVoid(column.Field.Type) ? $"CAST(NULL AS INTEGER) AS {column.Alias}"
            : constants.Contains(column) ? $"{PartitionLiteral.Of(Value(places[0], column.Field), column.Field.Type)} AS {column.Alias}"
            : looked.Contains(column) ? $"f.{column.Alias} AS {column.Alias}"
            : $"{DeltaTypes.Logical($"r.{column.Alias}", column.Field.Type)} AS {column.Alias}").ToList();
        var needsPlaces = looked.Count > 0 || (Place is not null && !IsCounting(places));
        if (Place is { } place)
        {
            items.Add(needsPlaces ? $"f.place AS {place.File}" : $"CAST(r.file_index AS BIGINT) + {Number(NumberOf(places[0]))} AS {place.File}");
            items.Add($"r.file_row_number AS {place.Row}");
        }

        var from = $"{Reader(places, stored)} AS r";
        if (needsPlaces)
            from += $" JOIN {Lookup(places, looked)} ON CAST(r.file_index AS BIGINT) = f.i";
        if (Files[places[0]].DeletionVector is not null)
            from += $" ANTI JOIN ({Deleted(places)}) AS d ON CAST(r.file_index AS BIGINT) = d.i AND r.file_row_number = d.n";
        return $"SELECT {(items.Count == 0 ? "1 AS one" : string.Join(", ", items))} FROM {from}";
    }

    private bool IsCounting(List<int> places) => NumberOf(places[^1]) - NumberOf(places[0]) == places.Count - 1;

    private int NumberOf(int place) => Numbers is null ? place : Numbers[place];

    private string? Value(int place, StructField field) => Files[place].PartitionValues.GetValueOrDefault(field.PhysicalName);

    private string Reader(List<int> places, List<(string Alias, StructField Field)> stored)
    {
        var paths = PathText.List(places.Select(i => FilePath.ToLocal(Snapshot.TablePath, Files[i].Path)));
        if (stored.Count == 0)
            return $"read_parquet({paths}, hive_partitioning = false)";
        var columns = stored.Select(column =>
            $"{Identifier(column.Field)}: {{name: {PhysicalType.Literal(column.Alias)}, type: {PhysicalType.Literal(DeltaTypes.Stored(column.Field.Type))}, default_value: NULL}}");
        return $"read_parquet({paths}, schema = MAP {{{string.Join(", ", columns)}}})";
    }

    private bool IsById => Snapshot.Configuration.GetValueOrDefault("delta.columnMapping.mode") == "id";

    private string Identifier(StructField field) =>
        IsById && field.FieldId is { } id ? Number(id) : PhysicalType.Literal(field.PhysicalName);

    // The reader numbers its own files from 0; this leads back to what is known of each.
    private string Lookup(List<int> places, List<(string Alias, StructField Field)> looked)
    {
        var rows = places.Select((place, i) =>
            $"({string.Join(", ", [$"{Number(i)}::BIGINT", $"{Number(NumberOf(place))}::BIGINT", .. looked.Select(column => PartitionLiteral.Of(Value(place, column.Field), column.Field.Type))])})");
        return $"(VALUES {string.Join(", ", rows)}) AS f({string.Join(", ", ["i", "place", .. looked.Select(column => column.Alias)])})";
    }

    private string Deleted(List<int> places) => string.Join(" UNION ALL ", places.Select((place, i) =>
    {
        var rows = DeletionVector.Read(Snapshot.TablePath, Files[place].DeletionVector!);
        return $"SELECT {Number(i)}::BIGINT AS i, unnest([{string.Join(", ", rows.Select(row => Number(row)))}]::BIGINT[]) AS n";
    }));

    private string Nothing(IReadOnlyList<(string Alias, StructField Field)> columns)
    {
        var items = columns.Select(column => $"{DeltaTypes.Logical($"CAST(NULL AS {DeltaTypes.Stored(column.Field.Type)})", column.Field.Type)} AS {column.Alias}").ToList();
        if (Place is { } place)
            items.AddRange([$"CAST(NULL AS BIGINT) AS {place.File}", $"CAST(NULL AS BIGINT) AS {place.Row}"]);
        return $"SELECT {(items.Count == 0 ? "1 AS one" : string.Join(", ", items))} WHERE false";
    }

    private void CheckFiles()
    {
        foreach (var file in Files)
        {
            var path = FilePath.ToLocal(Snapshot.TablePath, file.Path);
            if (!File.Exists(path))
            {
                throw new EdlakeException(
                    "FAILED_READ_FILE.FILE_NOT_EXIST",
                    $"Version {Number(Snapshot.Version)} of the table {Snapshot.TablePath} needs the file {path}, which does not exist.",
                    "It was deleted from under the table, or vacuumed; restore it from a backup or read a version that does not need it.");
            }
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
