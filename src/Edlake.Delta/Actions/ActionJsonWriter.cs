using System.Buffers;
using System.Text;
using System.Text.Json;
using Edlake.Delta.Schema;

namespace Edlake.Delta.Actions;

/// <summary>Writes actions as Spark does: one object a line, fields in Spark's order, null fields left out.</summary>
internal static class ActionJsonWriter
{
    /// <summary>The lines of a commit, each ended by a line feed, UTF-8.</summary>
    public static byte[] WriteLines(IEnumerable<DeltaAction> actions)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(buffer, SchemaJson.Relaxed);
        foreach (var action in actions)
        {
            Write(writer, action);
            writer.Flush();
            buffer.Write("\n"u8);
            writer.Reset();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>One action as text.</summary>
    public static string Write(DeltaAction action) => Encoding.UTF8.GetString(WriteLines([action]).AsSpan().TrimEnd((byte)'\n'));

    /// <summary>One action as an object.</summary>
    public static void Write(Utf8JsonWriter writer, DeltaAction action)
    {
        writer.WriteStartObject();
        switch (action)
        {
            case AddFile add: WriteAdd(writer, add); break;
            case RemoveFile remove: WriteRemove(writer, remove); break;
            case Metadata metadata: WriteMetadata(writer, metadata); break;
            case Protocol protocol: WriteProtocol(writer, protocol); break;
            case CommitInfo info: WriteCommitInfo(writer, info); break;
            case SetTransaction txn:
                writer.WriteStartObject("txn");
                writer.WriteString("appId", txn.AppId);
                writer.WriteNumber("version", txn.Version);
                Optional(writer, "lastUpdated", txn.LastUpdated);
                writer.WriteEndObject();
                break;
            case DomainMetadata domain:
                writer.WriteStartObject("domainMetadata");
                writer.WriteString("domain", domain.Domain);
                writer.WriteString("configuration", domain.Configuration);
                writer.WriteBoolean("removed", domain.Removed);
                writer.WriteEndObject();
                break;
            case AddCdcFile cdc:
                writer.WriteStartObject("cdc");
                writer.WriteString("path", cdc.Path);
                Map(writer, "partitionValues", cdc.PartitionValues);
                writer.WriteNumber("size", cdc.Size);
                Map(writer, "tags", cdc.Tags);
                writer.WriteBoolean("dataChange", false);
                writer.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException($"No JSON for {action.GetType().Name}");
        }
        writer.WriteEndObject();
    }

    private static void WriteAdd(Utf8JsonWriter writer, AddFile add)
    {
        writer.WriteStartObject("add");
        writer.WriteString("path", add.Path);
        Map(writer, "partitionValues", add.PartitionValues);
        writer.WriteNumber("size", add.Size);
        writer.WriteNumber("modificationTime", add.ModificationTime);
        writer.WriteBoolean("dataChange", add.DataChange);
        Optional(writer, "stats", add.Stats);
        Map(writer, "tags", add.Tags);
        WriteDeletionVector(writer, add.DeletionVector);
        Optional(writer, "baseRowId", add.BaseRowId);
        Optional(writer, "defaultRowCommitVersion", add.DefaultRowCommitVersion);
        Optional(writer, "clusteringProvider", add.ClusteringProvider);
        writer.WriteEndObject();
    }

    private static void WriteRemove(Utf8JsonWriter writer, RemoveFile remove)
    {
        writer.WriteStartObject("remove");
        writer.WriteString("path", remove.Path);
        Optional(writer, "deletionTimestamp", remove.DeletionTimestamp);
        writer.WriteBoolean("dataChange", remove.DataChange);
        Optional(writer, "extendedFileMetadata", remove.ExtendedFileMetadata);
        Map(writer, "partitionValues", remove.PartitionValues);
        Optional(writer, "size", remove.Size);
        Map(writer, "tags", remove.Tags);
        WriteDeletionVector(writer, remove.DeletionVector);
        Optional(writer, "baseRowId", remove.BaseRowId);
        Optional(writer, "defaultRowCommitVersion", remove.DefaultRowCommitVersion);
        Optional(writer, "stats", remove.Stats);
        writer.WriteEndObject();
    }

    private static void WriteDeletionVector(Utf8JsonWriter writer, DeletionVectorDescriptor? vector)
    {
        if (vector is null)
            return;
        writer.WriteStartObject("deletionVector");
        writer.WriteString("storageType", vector.StorageType);
        writer.WriteString("pathOrInlineDv", vector.PathOrInlineDv);
        Optional(writer, "offset", vector.Offset);
        writer.WriteNumber("sizeInBytes", vector.SizeInBytes);
        writer.WriteNumber("cardinality", vector.Cardinality);
        writer.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, Metadata metadata)
    {
        writer.WriteStartObject("metaData");
        writer.WriteString("id", metadata.Id);
        Optional(writer, "name", metadata.Name);
        Optional(writer, "description", metadata.Description);
        writer.WriteStartObject("format");
        writer.WriteString("provider", metadata.FormatProvider);
        writer.WriteStartObject("options");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteString("schemaString", metadata.SchemaString);
        List(writer, "partitionColumns", metadata.PartitionColumns);
        writer.WriteStartObject("configuration");
        foreach (var (key, value) in metadata.Configuration)
            writer.WriteString(key, value);
        writer.WriteEndObject();
        Optional(writer, "createdTime", metadata.CreatedTime);
        writer.WriteEndObject();
    }

    private static void WriteProtocol(Utf8JsonWriter writer, Protocol protocol)
    {
        writer.WriteStartObject("protocol");
        writer.WriteNumber("minReaderVersion", protocol.MinReaderVersion);
        writer.WriteNumber("minWriterVersion", protocol.MinWriterVersion);
        List(writer, "readerFeatures", protocol.ReaderFeatures);
        List(writer, "writerFeatures", protocol.WriterFeatures);
        writer.WriteEndObject();
    }

    private static void WriteCommitInfo(Utf8JsonWriter writer, CommitInfo info)
    {
        writer.WriteStartObject("commitInfo");
        Optional(writer, "inCommitTimestamp", info.InCommitTimestamp);
        Optional(writer, "timestamp", info.Timestamp);
        Optional(writer, "userId", info.UserId);
        Optional(writer, "userName", info.UserName);
        Optional(writer, "operation", info.Operation);
        writer.WriteStartObject("operationParameters");
        foreach (var (key, value) in info.OperationParameters)
        {
            writer.WritePropertyName(key);
            writer.WriteRawValue(value);
        }
        writer.WriteEndObject();
        Optional(writer, "readVersion", info.ReadVersion);
        Optional(writer, "isolationLevel", info.IsolationLevel);
        Optional(writer, "isBlindAppend", info.IsBlindAppend);
        if (info.OperationMetrics is { } metrics)
        {
            writer.WriteStartObject("operationMetrics");
            foreach (var (key, value) in metrics)
                writer.WriteString(key, value);
            writer.WriteEndObject();
        }
        Optional(writer, "userMetadata", info.UserMetadata);
        Map(writer, "tags", info.Tags);
        Optional(writer, "engineInfo", info.EngineInfo);
        Optional(writer, "txnId", info.TxnId);
        writer.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private static void Optional(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
    }

    private static void Optional(Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } flag)
            writer.WriteBoolean(name, flag);
    }

    private static void List(Utf8JsonWriter writer, string name, IReadOnlyList<string>? values)
    {
        if (values is null)
            return;
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static void Map(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, string?>? map)
    {
        if (map is null)
            return;
        writer.WriteStartObject(name);
        foreach (var (key, value) in map)
            writer.WriteString(key, value);
        writer.WriteEndObject();
    }
}
