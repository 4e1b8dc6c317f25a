using System.Globalization;
using Edlake.Sql.Binding;

namespace Edlake.Spark.Execution;

/// <summary>What a Spark session must be set to so that a statement means what the core bound it to.</summary>
internal static class SessionSettings
{
    private const string TimeZone = "spark.sql.session.timeZone";

    private const string LogPartitions = "spark.databricks.delta.snapshotPartitions";
    private const int FilesPerPartition = 5_000;
    private const int MostLogPartitions = 50;

    /// <summary>Lets a write add columns that the table does not have.</summary>
    internal const string SchemaEvolution = "spark.databricks.delta.schema.autoMerge.enabled";

    // The core's own choices, whatever the server's are. ${…} has been replaced before Spark sees a text; what is left stands for itself.
    private static readonly Dictionary<string, string> Own = new()
    {
        ["spark.sql.ansi.enabled"] = "true",
        ["spark.sql.storeAssignmentPolicy"] = "ANSI",
        ["spark.sql.variable.substitute"] = "false",
    };

    /// <summary>The settings of a session's state, with more for one statement.</summary>
    /// <param name="state">The session's.</param>
    /// <param name="evolves">Whether the statement may add columns to its table.</param>
    /// <param name="files">Files of the largest table at hand: Delta reads a log in 50 tasks unless told that it is small.</param>
    internal static IReadOnlyDictionary<string, string> Of(SessionState state, bool evolves, int files)
    {
        var settings = new Dictionary<string, string>(Own) { [LogPartitions] = Math.Clamp(files / FilesPerPartition, 1, MostLogPartitions).ToString(CultureInfo.InvariantCulture) };
        foreach (var (key, value) in state.Settings)
            settings[key] = value;
        foreach (var key in settings.Keys.Where(key => key.Equals(TimeZone, StringComparison.OrdinalIgnoreCase)).ToList())
            settings.Remove(key);
        settings[TimeZone] = state.TimeZone;
        if (evolves)
            settings[SchemaEvolution] = "true";
        return settings;
    }
}
