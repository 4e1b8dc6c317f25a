using Edlake.Delta.Actions;
using Edlake.Delta.Schema;
using Edlake.Delta.Snapshots;
using Edlake.Delta.TableFeatures;
using Edlake.Delta.Transactions;

namespace Edlake.Delta.Tests.TableFeatures;

public sealed class TablePropertiesTests
{
    private static readonly StructType Schema = new([new StructField("id", new PrimitiveType("long"))]);

    [Theory]
    [InlineData("delta.nosuchproperty", "x", "DELTA_UNKNOWN_CONFIGURATION")]
    [InlineData("delta.appendOnly", "maybe", "DELTA_INVALID_CONFIGURATION_VALUE")]
    [InlineData("delta.logRetentionDuration", "a while", "DELTA_INVALID_INTERVAL")]
    [InlineData("delta.columnMapping.mode", "shuffle", "DELTA_INVALID_CONFIGURATION_VALUE")]
    [InlineData("delta.feature.nosuch", "supported", "DELTA_UNSUPPORTED_FEATURES_IN_CONFIG")]
    public void A_property_that_Delta_does_not_know_is_refused(string key, string value, string errorClass) =>
        Assert.Equal(errorClass, Assert.Throws<DeltaException>(() => TableProperties.Checked(new Dictionary<string, string> { [key] = value })).ErrorClass);

    [Fact]
    public void Names_are_written_as_Delta_writes_them_and_others_as_they_are()
    {
        var given = TableProperties.Checked(new Dictionary<string, string> { ["DELTA.APPENDONLY"] = "true", ["Owner"] = "me" });
        Assert.Equal("true", given["delta.appendOnly"]);
        Assert.Equal("me", given["Owner"]);
    }

    [Fact]
    public void A_feature_asked_for_by_a_property_is_in_the_protocol_and_not_among_the_properties()
    {
        var commit = Made(("delta.feature.allowColumnDefaults", "supported"), ("a", "b"));
        Assert.Equal(["allowColumnDefaults", "appendOnly", "invariants"], commit.Actions.OfType<Protocol>().Single().WriterFeatures!.Order());
        Assert.Equal(["a"], commit.Actions.OfType<Metadata>().Single().Configuration.Keys);
    }

    [Theory]
    [InlineData("delta.enableChangeDataFeed", "changeDataFeed", 1)]
    [InlineData("delta.enableTypeWidening", "typeWidening", 3)]
    [InlineData("delta.enableDeletionVectors", "deletionVectors", 3)]
    public void A_property_that_turns_a_feature_on_raises_the_protocol(string key, string feature, int reader)
    {
        var protocol = ProtocolSupport.ForNewTable(Metadata.Create(Schema, configuration: new Dictionary<string, string> { [key] = "true" }));
        Assert.Contains(feature, protocol.WriterFeatures!);
        Assert.Equal((reader, 7), (protocol.MinReaderVersion, protocol.MinWriterVersion));
    }

    [Fact]
    public void Column_mapping_needs_reader_version_two_only()
    {
        var protocol = ProtocolSupport.ForNewTable(Metadata.Create(Schema, configuration: new Dictionary<string, string> { ["delta.columnMapping.mode"] = "name" }));
        Assert.Equal(new Protocol(2, 7, null, ["appendOnly", "invariants", "columnMapping"]), protocol);
    }

    private static StagedCommit Made(params IEnumerable<(string Key, string Value)> properties) => Transaction
        .Begin(Snapshot.Empty(Path.Combine(Path.GetTempPath(), "edlake-no-table")))
        .SetMetadata(Metadata.Create(Schema, configuration: properties.ToDictionary(pair => pair.Key, pair => pair.Value)))
        .Stage("CREATE TABLE", new Dictionary<string, string>(), new Dictionary<string, string>(), "test");
}
