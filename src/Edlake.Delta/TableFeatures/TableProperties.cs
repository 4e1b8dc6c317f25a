using System.Collections.Frozen;
using System.Globalization;
using Edlake.Delta.Snapshots;

namespace Edlake.Delta.TableFeatures;

/// <summary>The <c>delta.*</c> properties there are, and what values they take.</summary>
public static class TableProperties
{
    /// <summary>What begins a property that asks for a table feature.</summary>
    public const string FeaturePrefix = "delta.feature.";

    internal const string MinReaderVersion = "delta.minReaderVersion";
    internal const string MinWriterVersion = "delta.minWriterVersion";

    private const string ConstraintPrefix = "delta.constraints.";

    private static readonly string[] Switches =
    [
        "appendOnly", "autoOptimize", "autoOptimize.optimizeWrite", "checkpoint.writeStatsAsJson", "checkpoint.writeStatsAsStruct",
        "compatibility.symlinkFormatManifest.enabled", "enableChangeDataFeed", "enableDeletionVectors", "enableExpiredLogCleanup",
        "enableFullRetentionRollback", "enableIcebergCompatV1", "enableIcebergCompatV2", "enableInCommitTimestamps", "enableRowTracking",
        "enableTypeWidening", "randomizeFilePrefixes", "ignoreProtocolDefaults", "rowTrackingSuspended", "castIcebergTimeType",
    ];

    private static readonly string[] Intervals = ["deletedFileRetentionDuration", "logRetentionDuration", "setTransactionRetentionDuration", "sampleRetentionDuration", "checkpointRetentionDuration"];

    private static readonly string[] Numbers = ["checkpointInterval", "dataSkippingNumIndexedCols", "randomPrefixLength", "minReaderVersion", "minWriterVersion"];

    private static readonly string[] Texts =
    [
        "autoOptimize.autoCompact", "checkpointPolicy", "columnMapping.mode", "columnMapping.maxColumnId", "dataSkippingStatsColumns", "isolationLevel",
        "inCommitTimestampEnablementTimestamp", "inCommitTimestampEnablementVersion", "targetFileSize", "tuneFileSizesForRewrites",
        "universalFormat.enabledFormats", "universalFormat.config.iceberg.version", "requireCheckpointProtectionBeforeVersion",
        "rowTracking.materializedRowIdColumnName", "rowTracking.materializedRowCommitVersionColumnName",
    ];

    private static readonly FrozenDictionary<string, string> Known = Switches.Concat(Intervals).Concat(Numbers).Concat(Texts)
        .ToFrozenDictionary(name => "delta." + name, name => "delta." + name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Properties under the names Delta writes them by. Errors: DELTA_UNKNOWN_CONFIGURATION, DELTA_INVALID_CONFIGURATION_VALUE,
    /// DELTA_UNSUPPORTED_FEATURES_IN_CONFIG for a feature not known here.
    /// </summary>
    public static Dictionary<string, string> Checked(IReadOnlyDictionary<string, string> properties) =>
        properties.ToDictionary(pair => NameOf(pair.Key), pair => Value(pair.Key, pair.Value));

    /// <summary>A property under the name Delta writes it by; one that is not Delta's keeps its own. Errors: DELTA_UNKNOWN_CONFIGURATION.</summary>
    public static string NameOf(string key)
    {
        if (!key.StartsWith("delta.", StringComparison.OrdinalIgnoreCase))
            return key;
        if (Known.TryGetValue(key, out var name))
            return name;
        if (key.StartsWith(ConstraintPrefix, StringComparison.OrdinalIgnoreCase))
            return ConstraintPrefix + key[ConstraintPrefix.Length..];
        if (key.StartsWith(FeaturePrefix, StringComparison.OrdinalIgnoreCase))
            return FeaturePrefix + Feature(key[FeaturePrefix.Length..]);
        throw new DeltaException("DELTA_UNKNOWN_CONFIGURATION", "F0000", $"Unknown configuration was specified: {key}.",
            "Check the spelling; a property of your own must not begin with 'delta.'.");
    }

    /// <summary>Whether a property speaks of the protocol: it is not kept with the others, the protocol says it.</summary>
    internal static bool IsOfProtocol(string key) =>
        key.StartsWith(FeaturePrefix, StringComparison.OrdinalIgnoreCase) || key is MinReaderVersion or MinWriterVersion or "delta.ignoreProtocolDefaults";

    private static string Feature(string name) => TableFeature.All.FirstOrDefault(feature => feature.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Name
        ?? throw new DeltaException("DELTA_UNSUPPORTED_FEATURES_IN_CONFIG", "56038", $"Table features configured in the following properties are not recognized by this version: {FeaturePrefix}{name}.",
            "Check the spelling of the feature.");

    private static string Value(string key, string value)
    {
        if (!key.StartsWith("delta.", StringComparison.OrdinalIgnoreCase))
            return value;
        var name = key["delta.".Length..];
        if (Is(Switches, name) && !bool.TryParse(value, out _))
            throw Invalid(key, value, "needs to be a boolean", "Write 'true' or 'false'.");
        if (Is(Numbers, name) && !long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            throw Invalid(key, value, "needs to be a number", "Write a whole number.");
        if (Is(Intervals, name))
            TableRetention.Parse(value);
        if (name.Equals("columnMapping.mode", StringComparison.OrdinalIgnoreCase) && value.ToLowerInvariant() is not ("none" or "name" or "id"))
            throw Invalid(key, value, "is no mode of column mapping", "Write 'name', 'id' or 'none'.");
        if (key.StartsWith(FeaturePrefix, StringComparison.OrdinalIgnoreCase) && value.ToLowerInvariant() is not ("supported" or "enabled"))
            throw Invalid(key, value, "is no state of a feature", "Write 'supported'.");
        return value;
    }

    private static bool Is(string[] names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static DeltaException Invalid(string key, string value, string why, string hint) =>
        new("DELTA_INVALID_CONFIGURATION_VALUE", "22023", $"The value '{value}' of the table property {key} {why}.", hint);
}
