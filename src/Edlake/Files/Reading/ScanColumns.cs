using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.Files.Reading;

/// <summary>What each column of a raw scan takes its values from.</summary>
public sealed class ScanColumns
{
    private const string DefaultCorruptRecord = "_corrupt_record";

    /// <summary>Sorts a scan's columns.</summary>
    public ScanColumns(BoundFileScan scan, IReadOnlyList<RawFile> files)
    {
        var fields = scan.Scan.Schema.Fields;
        Rescued = scan.Scan.RescuedDataColumn is null ? null : scan.Columns[^1];
        var corruptName = scan.Scan.Options.GetValueOrDefault("columnnameofcorruptrecord") ?? DefaultCorruptRecord;
        var partitions = files.SelectMany(file => file.PartitionValues.Keys).ToHashSet(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Name.Equals(corruptName, StringComparison.OrdinalIgnoreCase) && fields[i].Type is StringType)
                Corrupt = scan.Columns[i];
            else if (partitions.Contains(fields[i].Name))
                Partitions.Add(scan.Columns[i]);
            else
                Data.Add(scan.Columns[i]);
        }
    }

    /// <summary>Columns that stand in the files.</summary>
    public List<BoundColumn> Data { get; } = [];

    /// <summary>Columns whose values are in the names of folders.</summary>
    public List<BoundColumn> Partitions { get; } = [];

    /// <summary>The column for records that cannot be read, or null.</summary>
    public BoundColumn? Corrupt { get; }

    /// <summary>The column for values that fit no other, or null.</summary>
    public BoundColumn? Rescued { get; }
}
