using Edlake.Delta.Actions;
using Edlake.Delta.Schema;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Transactions;

namespace Edlake.Delta.Tests;

/// <summary>A table of two columns whose files exist in the log only.</summary>
public static class SmallTable
{
    public static readonly StructType Schema = new([new StructField("id", new PrimitiveType("long")), new StructField("city", new PrimitiveType("string"))]);

    private static readonly Dictionary<string, string> Append = new() { ["mode"] = "\"Append\"", ["partitionBy"] = "\"[]\"" };

    public static AddFile File(string name, long rows = 1) =>
        new(name, new Dictionary<string, string?>(), 100, 1, true, $$"""{"numRecords":{{rows}},"minValues":{"id":1},"maxValues":{"id":9},"nullCount":{"id":0} }""");

    public static StagedCommit StageCreation(string path, params (string Key, string Value)[] configuration) => Transaction
        .Begin(Snapshot.Empty(path))
        .SetMetadata(Metadata.Create(Schema, configuration: configuration.ToDictionary(pair => pair.Key, pair => pair.Value)))
        .Stage("CREATE TABLE", new Dictionary<string, string>(), new Dictionary<string, string>(), "test");

    public static StagedCommit StageAppend(Snapshot snapshot, params string[] names)
    {
        var transaction = Transaction.Begin(snapshot);
        foreach (var name in names)
            transaction.Add(File(name));
        return Stage(transaction);
    }

    public static StagedCommit Stage(Transaction transaction) =>
        transaction.Stage("WRITE", Append, new Dictionary<string, string> { ["numFiles"] = "1" }, "test");

    public static Snapshot Create(string path, params (string Key, string Value)[] configuration)
    {
        Assert.IsType<Committed>(Committer.Commit(StageCreation(path, configuration)));
        return DeltaTable.Open(path).Latest();
    }

    public static Snapshot Commit(Transaction transaction, string path)
    {
        Assert.IsType<Committed>(Committer.Commit(Stage(transaction)));
        return DeltaTable.Open(path).Latest();
    }
}
