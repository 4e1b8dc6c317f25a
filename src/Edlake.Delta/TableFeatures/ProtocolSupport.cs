using System.Globalization;
using Edlake.Delta.Actions;
using Edlake.Delta.Schema;

namespace Edlake.Delta.TableFeatures;

/// <summary>Whether a table's protocol can be read or written here, and which protocol a new table needs.</summary>
public static class ProtocolSupport
{
    /// <summary>The highest reader version known.</summary>
    public const int ReaderVersion = 3;

    /// <summary>The highest writer version known.</summary>
    public const int WriterVersion = 7;

    private static readonly PrimitiveType TimestampNtz = new("timestamp_ntz");

    /// <summary>Refuses a table that cannot be read: DELTA_UNSUPPORTED_FEATURES_FOR_READ by feature, DELTA_INVALID_PROTOCOL_VERSION by version.</summary>
    public static void CheckRead(string table, Protocol protocol)
    {
        if (protocol.MinReaderVersion > ReaderVersion)
            throw BadVersion(table, protocol);
        if (protocol.MinReaderVersion < 3)
            return;
        var unknown = (protocol.ReaderFeatures ?? []).Where(name => TableFeature.Find(name) is not { CanRead: true }).ToList();
        if (unknown.Count > 0)
            throw new DeltaException("DELTA_UNSUPPORTED_FEATURES_FOR_READ", "56038",
                $"Unsupported Delta read feature: table \"{table}\" requires reader table feature(s) that are unsupported: {string.Join(", ", unknown)}.",
                "Read the table with an engine that knows these features, or drop them there with ALTER TABLE ... DROP FEATURE.");
    }

    /// <summary>Refuses a table that cannot be written: DELTA_UNSUPPORTED_FEATURES_FOR_WRITE, DELTA_INVALID_PROTOCOL_VERSION.</summary>
    public static void CheckWrite(string table, Protocol protocol, Metadata metadata)
    {
        CheckRead(table, protocol);
        if (protocol.MinWriterVersion > WriterVersion)
            throw BadVersion(table, protocol);
        var unsupported = WriterFeatures(protocol)
            .Where(name => TableFeature.Find(name) is not { } feature || !(feature.CanWrite || !feature.IsActive(metadata)))
            .ToList();
        if (unsupported.Count > 0)
            throw new DeltaException("DELTA_UNSUPPORTED_FEATURES_FOR_WRITE", "56038",
                $"Unsupported Delta write feature: table \"{table}\" requires writer table feature(s) that are unsupported: {string.Join(", ", unsupported)}.",
                "Write the table with Spark, or make it without these features.");
    }

    /// <summary>The features a writer must know, those implied by a legacy writer version included.</summary>
    public static IReadOnlyList<string> WriterFeatures(Protocol protocol) => protocol.MinWriterVersion >= 7
        ? protocol.WriterFeatures ?? []
        : [.. TableFeature.All.Where(feature => feature.ImpliedByWriter > 0 && feature.ImpliedByWriter <= protocol.MinWriterVersion).Select(feature => feature.Name)];

    /// <summary>Whether a table has a feature, by name or by a legacy version.</summary>
    public static bool Has(Protocol protocol, string feature) => WriterFeatures(protocol).Contains(feature);

    /// <summary>
    /// The protocol a new table needs: reader 1 and writer 2; writer 3 with CHECK constraints; features (3, 7) with TIMESTAMP_NTZ,
    /// column defaults or more.
    /// </summary>
    public static Protocol ForNewTable(Metadata metadata) => Require(new Protocol(1, 2), metadata);

    /// <summary>The protocol, raised where the metadata needs more than it gives; the same instance when nothing is missing.</summary>
    public static Protocol Require(Protocol protocol, Metadata metadata)
    {
        var configuration = metadata.Configuration;
        protocol = Raised(protocol, configuration);
        var needed = new List<string>(AskedFor(configuration));
        if (metadata.Configuration.Keys.Any(key => key.StartsWith("delta.constraints.", StringComparison.OrdinalIgnoreCase)))
            needed.Add("checkConstraints");
        if (TableFeature.AnyType(metadata.Schema, type => TimestampNtz.Equals(type)))
            needed.Add("timestampNtz");
        if (TableFeature.AnyField(metadata.Schema, field => field.CurrentDefault is not null))
            needed.Add("allowColumnDefaults");
        needed.RemoveAll(name => Has(protocol, name));
        if (needed.Count == 0)
            return protocol;
        if (protocol.MinWriterVersion < 7 && needed.All(name => name == "checkConstraints"))
            return protocol with { MinWriterVersion = 3 };
        return WithFeatures(protocol, needed);
    }

    /// <summary>The metadata without the properties that speak of the protocol: what they ask for is in the protocol.</summary>
    internal static Metadata WithoutProtocolProperties(Metadata metadata) => metadata.Configuration.Keys.Any(TableProperties.IsOfProtocol)
        ? metadata with { Configuration = metadata.Configuration.Where(pair => !TableProperties.IsOfProtocol(pair.Key)).ToDictionary() }
        : metadata;

    // Features that properties turn on: a table whose property is set and whose protocol does not say so would be written without them.
    private static IEnumerable<string> AskedFor(IReadOnlyDictionary<string, string> configuration)
    {
        bool Is(string key) => string.Equals(configuration.GetValueOrDefault(key), "true", StringComparison.OrdinalIgnoreCase);
        foreach (var key in configuration.Keys.Where(key => key.StartsWith(TableProperties.FeaturePrefix, StringComparison.Ordinal)))
            yield return key[TableProperties.FeaturePrefix.Length..];
        if (ColumnMapping.IsOn(configuration))
            yield return "columnMapping";
        if (Is("delta.enableChangeDataFeed"))
            yield return "changeDataFeed";
        if (Is("delta.enableDeletionVectors"))
            yield return "deletionVectors";
        if (Is("delta.enableTypeWidening"))
            yield return "typeWidening";
        if (Is("delta.enableInCommitTimestamps"))
            yield return "inCommitTimestamp";
        if (Is("delta.enableIcebergCompatV1"))
            yield return "icebergCompatV1";
        if (Is("delta.enableIcebergCompatV2"))
            yield return "icebergCompatV2";
        if (configuration.GetValueOrDefault("delta.checkpointPolicy") == "v2")
            yield return "v2Checkpoint";
        if (Is("delta.enableRowTracking"))
        {
            yield return "rowTracking";
            yield return "domainMetadata";
        }
    }

    private static Protocol Raised(Protocol protocol, IReadOnlyDictionary<string, string> configuration)
    {
        int Asked(string key) => int.TryParse(configuration.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
        var (reader, writer) = (Asked(TableProperties.MinReaderVersion), Asked(TableProperties.MinWriterVersion));
        if (protocol.MinWriterVersion >= 7 || (reader <= protocol.MinReaderVersion && writer <= protocol.MinWriterVersion))
            return protocol;
        return writer >= 7 || reader >= 3
            ? WithFeatures(protocol, [])
            : protocol with { MinReaderVersion = Math.Max(reader, protocol.MinReaderVersion), MinWriterVersion = Math.Max(writer, protocol.MinWriterVersion) };
    }

    private static Protocol WithFeatures(Protocol protocol, List<string> needed)
    {
        var writer = WriterFeatures(protocol).Concat(needed).Distinct().ToList();
        IEnumerable<string> readerNow = protocol.MinReaderVersion >= 3 ? protocol.ReaderFeatures ?? []
            : protocol.MinReaderVersion == 2 ? ["columnMapping"] : [];
        var reader = readerNow.Concat(needed.Where(IsReaderFeature)).Distinct().ToList();
        return reader switch
        {
            [] => new Protocol(1, 7, null, writer),
            ["columnMapping"] => new Protocol(2, 7, null, writer), // As Delta writes it: version 2 says as much as the feature.
            _ => new Protocol(3, 7, reader, writer),
        };
    }

    private static bool IsReaderFeature(string name) =>
        name is "timestampNtz" or "deletionVectors" or "columnMapping" or "v2Checkpoint" or "typeWidening" or "typeWidening-preview" or "vacuumProtocolCheck";

    private static DeltaException BadVersion(string table, Protocol protocol) => new("DELTA_INVALID_PROTOCOL_VERSION", "KD004",
        $"Unsupported Delta protocol version: table \"{table}\" requires reader version {protocol.MinReaderVersion} and writer version "
        + $"{protocol.MinWriterVersion}, but this version supports reader versions 1 to {ReaderVersion} and writer versions 1 to {WriterVersion}.",
        "Read the table with a newer engine.");
}
