using System.Buffers;
using System.Text;
using System.Text.Json;
using Edlake.Delta.Actions;
using Edlake.Delta.Schema;

namespace Edlake.Delta.Transactions;

/// <summary>
/// A commit that is made and not yet in the log. Immutable; what it needs to be put there is in it, so that it can go through a journal.
/// <see cref="Actions"/> begin with the commit's information.
/// </summary>
public sealed record StagedCommit
{
    /// <summary>The table's folder, absolute.</summary>
    public required string TablePath { get; init; }

    /// <summary>The version it will have if nobody else commits before.</summary>
    public required long Version { get; init; }

    /// <summary>The version its transaction read, staged ones counted; -1 when it makes the table.</summary>
    public required long ReadVersion { get; init; }

    /// <summary>The newest version in the log when the transaction began.</summary>
    public required long PublishedVersion { get; init; }

    /// <summary>The transactions staged between <see cref="PublishedVersion"/> and this one; they must be committed first, in order.</summary>
    public required IReadOnlyList<string> Predecessors { get; init; }

    /// <summary>The commit's lines.</summary>
    public required IReadOnlyList<DeltaAction> Actions { get; init; }

    /// <summary>Whether it only adds files and read nothing.</summary>
    public required bool IsBlindAppend { get; init; }

    /// <summary>Whether any file added since would have changed what it did.</summary>
    public required bool ReadsWholeTable { get; init; }

    /// <summary>The paths (as in the log) it read, besides those it removes.</summary>
    public required IReadOnlyList<string> ReadPaths { get; init; }

    /// <summary>Names the transaction.</summary>
    public required string TxnId { get; init; }

    /// <summary>When it was staged.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Every how many versions the table gets a checkpoint.</summary>
    public required int CheckpointInterval { get; init; }

    /// <summary>Files it adds.</summary>
    public IEnumerable<AddFile> Added => Actions.OfType<AddFile>();

    /// <summary>Files it removes.</summary>
    public IEnumerable<RemoveFile> Removed => Actions.OfType<RemoveFile>();

    /// <summary>What the commit says of itself.</summary>
    public CommitInfo Info => Actions.OfType<CommitInfo>().First();

    /// <summary>The commit as one JSON object, for a journal.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, SchemaJson.Relaxed))
        {
            writer.WriteStartObject();
            writer.WriteString("tablePath", TablePath);
            writer.WriteNumber("version", Version);
            writer.WriteNumber("readVersion", ReadVersion);
            writer.WriteNumber("publishedVersion", PublishedVersion);
            WriteTexts(writer, "predecessors", Predecessors);
            writer.WriteBoolean("isBlindAppend", IsBlindAppend);
            writer.WriteBoolean("readsWholeTable", ReadsWholeTable);
            WriteTexts(writer, "readPaths", ReadPaths);
            writer.WriteString("txnId", TxnId);
            writer.WriteNumber("timestamp", Timestamp.ToUnixTimeMilliseconds());
            writer.WriteNumber("checkpointInterval", CheckpointInterval);
            writer.WriteStartArray("actions");
            foreach (var action in Actions)
                ActionJsonWriter.Write(writer, action);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote. Errors: JsonException or KeyNotFoundException when it is something else.</summary>
    public static StagedCommit FromJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new StagedCommit
        {
            TablePath = root.GetProperty("tablePath").GetString()!,
            Version = root.GetProperty("version").GetInt64(),
            ReadVersion = root.GetProperty("readVersion").GetInt64(),
            PublishedVersion = root.GetProperty("publishedVersion").GetInt64(),
            Predecessors = ReadTexts(root, "predecessors"),
            IsBlindAppend = root.GetProperty("isBlindAppend").GetBoolean(),
            ReadsWholeTable = root.GetProperty("readsWholeTable").GetBoolean(),
            ReadPaths = ReadTexts(root, "readPaths"),
            TxnId = root.GetProperty("txnId").GetString()!,
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(root.GetProperty("timestamp").GetInt64()),
            CheckpointInterval = root.GetProperty("checkpointInterval").GetInt32(),
            Actions = [.. root.GetProperty("actions").EnumerateArray()
                .Select(item => ActionJson.Read(item) ?? throw new JsonException("A staged commit holds an action that is not known"))],
        };
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static List<string> ReadTexts(JsonElement root, string name) => [.. root.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
}
