using System.Globalization;

namespace Edlake.Delta.Snapshots;

/// <summary>How long a table keeps what is no longer part of it and how often it gets a checkpoint, by its properties.</summary>
public static class TableRetention
{
    /// <summary>How long removed files are kept: <c>delta.deletedFileRetentionDuration</c>, a week when not set.</summary>
    public static TimeSpan DeletedFiles(IReadOnlyDictionary<string, string> configuration) =>
        configuration.TryGetValue("delta.deletedFileRetentionDuration", out var text) ? Parse(text) : TimeSpan.FromDays(7);

    /// <summary>Versions between checkpoints: <c>delta.checkpointInterval</c>, 10 when not set.</summary>
    public static int CheckpointInterval(IReadOnlyDictionary<string, string> configuration) =>
        configuration.TryGetValue("delta.checkpointInterval", out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var interval) && interval > 0 ? interval : 10;

    /// <summary>Reads an interval of weeks, days, hours, minutes and seconds. Errors: DELTA_INVALID_INTERVAL.</summary>
    public static TimeSpan Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (words.Count > 0 && words[0].Equals("interval", StringComparison.OrdinalIgnoreCase))
            words.RemoveAt(0);
        var sum = TimeSpan.Zero;
        for (var i = 0; i + 1 < words.Count; i += 2)
        {
            if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var count) || Unit(words[i + 1]) is not { } unit)
                throw Unreadable(text);
            sum += unit * count;
        }
        return words.Count >= 2 && words.Count % 2 == 0 ? sum : throw Unreadable(text);
    }

    private static TimeSpan? Unit(string word) => word.TrimEnd('s', 'S').ToUpperInvariant() switch
    {
        "WEEK" => TimeSpan.FromDays(7),
        "DAY" => TimeSpan.FromDays(1),
        "HOUR" => TimeSpan.FromHours(1),
        "MINUTE" => TimeSpan.FromMinutes(1),
        "SECOND" => TimeSpan.FromSeconds(1),
        "MILLISECOND" => TimeSpan.FromMilliseconds(1),
        _ => null,
    };

    private static DeltaException Unreadable(string text) => new("DELTA_INVALID_INTERVAL", null, $"'{text}' is not an interval.",
        "Write it as in 'interval 7 days'.");
}
