using System.Globalization;
using System.Text.Json;
using Edlake.Delta;
using Edlake.Delta.Actions;
using Edlake.Delta.Schema;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Storage;

namespace Edlake.DuckDb.Reading.Skipping;

/// <summary>A file's partition values and statistics, read when they are first asked for.</summary>
internal sealed class FileBounds(Snapshot snapshot, AddFile file)
{
    private const long MicrosecondsPerMillisecond = 1000;

    private JsonElement? _statistics;
    private bool _isRead;

    /// <summary>What is known of a column of the table.</summary>
    internal Bounds Of(StructField column)
    {
        if (snapshot.PartitionColumns.Contains(column.Name, StringComparer.OrdinalIgnoreCase))
            return Partition(column);
        if (Statistics() is not { } statistics)
            return Bounds.Unknown;
        var nulls = Long(Member(statistics, "nullCount", column));
        var rows = statistics.TryGetProperty("numRecords", out var records) ? Long(records) : null;
        return new Bounds(
            Value(Member(statistics, "minValues", column), column.Type, isMax: false),
            Value(Member(statistics, "maxValues", column), column.Type, isMax: true),
            nulls is not 0,
            nulls is null || rows is null || nulls < rows);
    }

    private Bounds Partition(StructField column)
    {
        var text = file.PartitionValues.GetValueOrDefault(column.PhysicalName);
        try
        {
            return Comparable(PartitionValues.Parse(text, column.Type)) is { } value ? Bounds.Of(value)
                : string.IsNullOrEmpty(text) ? Bounds.Of(null)
                : Bounds.Unknown;
        }
        catch (DeltaException)
        {
            return Bounds.Unknown; // What reads the value says what is wrong with it.
        }
    }

    private JsonElement? Statistics()
    {
        if (_isRead)
            return _statistics;
        _isRead = true;
        try
        {
            if (file.Stats is not null && JsonDocument.Parse(file.Stats).RootElement is { ValueKind: JsonValueKind.Object } root)
                _statistics = root;
        }
        catch (JsonException)
        {
            _statistics = null; // Statistics are advice: a file whose statistics do not parse has none.
        }

        return _statistics;
    }

    private static JsonElement? Member(JsonElement statistics, string group, StructField column) =>
        statistics.TryGetProperty(group, out var values) && values.ValueKind == JsonValueKind.Object && values.TryGetProperty(column.PhysicalName, out var value)
            ? value
            : null;

    private static long? Long(JsonElement? value) => value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var result) ? result : null;

    private static object? Value(JsonElement? value, DataType type, bool isMax) => (value?.ValueKind, type) switch
    {
        // NaN is the greatest number to Spark, and many writers leave it out of the maximum.
        (JsonValueKind.Number, PrimitiveType { Name: "float" or "double" }) => isMax ? null : value.Value.GetDouble(),
        (JsonValueKind.Number, DecimalType or PrimitiveType { Name: "long" or "integer" or "short" or "byte" }) => value.Value.TryGetDecimal(out var number) ? number : null,
        (JsonValueKind.String, PrimitiveType { Name: "string" }) => value.Value.GetString(),
        (JsonValueKind.String, PrimitiveType { Name: "date" }) => Day(value.Value.GetString()!),
        (JsonValueKind.String, PrimitiveType { Name: "timestamp" or "timestamp_ntz" }) => Instant(value.Value.GetString()!, isMax),
        _ => null,
    };

    private static object? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? Comparable(date) : null;

    // Writers cut instants off after the millisecond, so that the greatest value may be almost a millisecond later.
    private static object? Instant(string text, bool isMax) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? (long)Comparable(time)! + (isMax ? MicrosecondsPerMillisecond - 1 : 0)
            : null;

    private static object? Comparable(object? value) => value switch
    {
        sbyte or short or int or long or decimal => System.Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        float or double => System.Convert.ToDouble(value, CultureInfo.InvariantCulture),
        string or bool => value,
        DateOnly date => (long)(date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber),
        DateTimeOffset instant => (instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        DateTime local => (local.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        _ => null,
    };
}
