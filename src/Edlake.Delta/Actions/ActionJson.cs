using System.Text.Json;

namespace Edlake.Delta.Actions;

/// <summary>Reads one action from a commit's line. Unknown kinds give null and unknown fields are passed over, as the protocol asks.</summary>
internal static class ActionJson
{
    /// <summary>Reads a line. Errors: JsonException and the like when it is not an action's JSON; the caller adds file and line.</summary>
    public static DeltaAction? Read(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        return Read(document.RootElement);
    }

    /// <summary>Reads an action from parsed JSON.</summary>
    public static DeltaAction? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException("A line of a commit must be a JSON object");
        foreach (var property in root.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Object)
                continue;
            var json = property.Value;
            switch (property.Name)
            {
                case "add": return ReadAdd(json);
                case "remove": return ReadRemove(json);
                case "metaData": return ReadMetadata(json);
                case "protocol": return ReadProtocol(json);
                case "commitInfo": return ReadCommitInfo(json);
                case "txn": return new SetTransaction(Required(json, "appId"), Long(json, "version") ?? throw Missing("version"), Long(json, "lastUpdated"));
                case "domainMetadata":
                    return new DomainMetadata(Required(json, "domain"), Text(json, "configuration") ?? "", Flag(json, "removed") ?? false);
                case "sidecar": return new Sidecar(Required(json, "path"));
                case "cdc":
                    return new AddCdcFile(Required(json, "path"), Map(json, "partitionValues") ?? NoValues, Long(json, "size") ?? 0) { Tags = Map(json, "tags") };
                default: continue;
            }
        }
        return null;
    }

    private static Dictionary<string, string?> NoValues => [];

    private static AddFile ReadAdd(JsonElement json) => new(
        Required(json, "path"),
        Map(json, "partitionValues") ?? NoValues,
        Long(json, "size") ?? 0,
        Long(json, "modificationTime") ?? 0,
        Flag(json, "dataChange") ?? true,
        Text(json, "stats"))
    {
        Tags = Map(json, "tags"),
        DeletionVector = ReadDeletionVector(json),
        BaseRowId = Long(json, "baseRowId"),
        DefaultRowCommitVersion = Long(json, "defaultRowCommitVersion"),
        ClusteringProvider = Text(json, "clusteringProvider"),
    };

    private static RemoveFile ReadRemove(JsonElement json) => new(
        Required(json, "path"), Long(json, "deletionTimestamp"), Flag(json, "dataChange") ?? true)
    {
        ExtendedFileMetadata = Flag(json, "extendedFileMetadata"),
        PartitionValues = Map(json, "partitionValues"),
        Size = Long(json, "size"),
        Tags = Map(json, "tags"),
        DeletionVector = ReadDeletionVector(json),
        BaseRowId = Long(json, "baseRowId"),
        Stats = Text(json, "stats"),
        DefaultRowCommitVersion = Long(json, "defaultRowCommitVersion"),
    };

    private static DeletionVectorDescriptor? ReadDeletionVector(JsonElement json) =>
        json.TryGetProperty("deletionVector", out var dv) && dv.ValueKind == JsonValueKind.Object
            ? new DeletionVectorDescriptor(
                Required(dv, "storageType"), Required(dv, "pathOrInlineDv"), (int?)Long(dv, "offset"),
                (int)(Long(dv, "sizeInBytes") ?? 0), Long(dv, "cardinality") ?? throw Missing("cardinality"))
            : null;

    private static Metadata ReadMetadata(JsonElement json) => new(
        Required(json, "id"), Text(json, "name"), Text(json, "description"), Text(json, "schemaString") ?? Metadata.EmptySchema,
        List(json, "partitionColumns") ?? [],
        Map(json, "configuration")?.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!) ?? [],
        Long(json, "createdTime"))
    {
        FormatProvider = json.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.Object ? Text(format, "provider") ?? "parquet" : "parquet",
    };

    private static Protocol ReadProtocol(JsonElement json) => new(
        (int)(Long(json, "minReaderVersion") ?? throw Missing("minReaderVersion")),
        (int)(Long(json, "minWriterVersion") ?? throw Missing("minWriterVersion")),
        List(json, "readerFeatures"),
        List(json, "writerFeatures"));

    private static CommitInfo ReadCommitInfo(JsonElement json) => new()
    {
        Timestamp = Long(json, "timestamp"),
        InCommitTimestamp = Long(json, "inCommitTimestamp"),
        UserId = Text(json, "userId"),
        UserName = Text(json, "userName"),
        Operation = Text(json, "operation"),
        OperationParameters = RawMap(json, "operationParameters"),
        ReadVersion = Long(json, "readVersion"),
        IsolationLevel = Text(json, "isolationLevel"),
        IsBlindAppend = Flag(json, "isBlindAppend"),
        OperationMetrics = Map(json, "operationMetrics")?.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!),
        UserMetadata = Text(json, "userMetadata"),
        Tags = Map(json, "tags"),
        EngineInfo = Text(json, "engineInfo"),
        TxnId = Text(json, "txnId"),
    };

    private static Dictionary<string, string> RawMap(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.Value.GetRawText())
            : [];

    private static string Required(JsonElement json, string name) => Text(json, name) ?? throw Missing(name);

    private static JsonException Missing(string name) => new($"The field {name} is missing");

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? PlainText(value) : null;

    private static string? PlainText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static long? Long(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    private static bool? Flag(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    private static List<string>? List(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(item => item.GetString() ?? "")]
            : null;

    private static Dictionary<string, string?>? Map(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Object)
            return null;
        var map = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var pair in value.EnumerateObject())
            map[pair.Name] = PlainText(pair.Value);
        return map;
    }
}
