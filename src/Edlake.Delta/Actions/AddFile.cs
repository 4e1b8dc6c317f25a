using System.Globalization;
using System.Text.Json;

namespace Edlake.Delta.Actions;

/// <summary>
/// A data file becomes part of the table. <paramref name="Path"/> is as the log has it (percent-encoded, relative to the table or absolute);
/// partition values are the log's texts, null for NULL; the modification time is in milliseconds since 1970.
/// </summary>
public sealed record AddFile(
    string Path,
    IReadOnlyDictionary<string, string?> PartitionValues,
    long Size,
    long ModificationTime,
    bool DataChange,
    string? Stats) : DeltaAction
{
    private const string RecordsFirst = "{\"numRecords\":";

    /// <summary>Free tags, or null.</summary>
    public IReadOnlyDictionary<string, string?>? Tags { get; init; }

    /// <summary>Which rows of the file are deleted, or null when none are.</summary>
    public DeletionVectorDescriptor? DeletionVector { get; init; }

    /// <summary>The first row id of the file (row tracking), or null.</summary>
    public long? BaseRowId { get; init; }

    /// <summary>The version that the rows came with (row tracking), or null.</summary>
    public long? DefaultRowCommitVersion { get; init; }

    /// <summary>Who clustered the file, or null.</summary>
    public string? ClusteringProvider { get; init; }

    /// <summary>Rows in the file by its statistics, deleted ones included; null when the statistics do not say.</summary>
    public long? RecordCount => Stats is null ? null : ReadRecordCount(Stats);

    /// <summary>Rows of the table in the file: <see cref="RecordCount"/> less those deleted.</summary>
    public long? LiveRecordCount => RecordCount - (DeletionVector?.Cardinality ?? 0);

    /// <summary>The action that takes this file out of the table again.</summary>
    public RemoveFile ToRemove(long deletionTimestamp, bool dataChange = true) => new(Path, deletionTimestamp, dataChange)
    {
        ExtendedFileMetadata = true,
        PartitionValues = PartitionValues,
        Size = Size,
        Tags = Tags,
        DeletionVector = DeletionVector,
        BaseRowId = BaseRowId,
        DefaultRowCommitVersion = DefaultRowCommitVersion,
        Stats = Stats,
    };

    private static long? ReadRecordCount(string stats)
    {
        if (stats.StartsWith(RecordsFirst, StringComparison.Ordinal))
        {
            var rest = stats.AsSpan(RecordsFirst.Length);
            var end = rest.IndexOfAnyExceptInRange('0', '9');
            if (end > 0 && rest[end] is ',' or '}' && long.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                return count;
        }
        try
        {
            using var document = JsonDocument.Parse(stats);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("numRecords", out var value)
                && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
        }
        catch (JsonException)
        {
            return null; // Statistics are advice: a file whose statistics do not parse has none.
        }
    }
}
