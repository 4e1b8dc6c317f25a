using System.Globalization;
using Edlake.Delta.Actions;
using Edlake.Delta.Schema;
using Edlake.Delta.Transactions;
using Edlake.Publishing;
using Edlake.Sql.Binding;

namespace Edlake.Tests.Publishing;

/// <summary>A warehouse in a folder of its own, and commits made without an engine.</summary>
internal sealed class SmallWarehouse : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _files;

    internal SmallWarehouse()
    {
        Workspace = new Workspace(_folder.Path, _folder.Path);
        Warehouse = Open();
    }

    internal Workspace Workspace { get; }

    internal Warehouse Warehouse { get; }

    internal string JournalFolder => Path.Combine(Workspace.StateRoot, "journal");

    /// <summary>As another process would open it.</summary>
    internal Warehouse Open() => Warehouse.Open(Workspace, TestContext.Current.CancellationToken);

    internal static TableName Name(string table) => new(TableName.DefaultCatalog, "default", table);

    /// <summary>Stages a table of one column, with a file if asked for.</summary>
    internal StagedCommit StageTable(WarehouseTransaction transaction, string table, bool withFile = true)
    {
        var begun = Transaction.Begin(transaction.SnapshotOf(transaction.FolderOf(Name(table))))
            .SetMetadata(Metadata.Create(new StructType([new StructField("id", new PrimitiveType("long"))])));
        return Stage(transaction, withFile ? begun.Add(NewFile(transaction, table)) : begun, "CREATE TABLE");
    }

    /// <summary>Stages one more file of a table.</summary>
    internal StagedCommit StageAppend(WarehouseTransaction transaction, string table) =>
        Stage(transaction, Transaction.Begin(transaction.Find(Name(table))!).Add(NewFile(transaction, table)), "WRITE");

    /// <summary>Stages the removal of all files of a table.</summary>
    internal static StagedCommit StageDelete(WarehouseTransaction transaction, string table) =>
        Stage(transaction, Transaction.Begin(transaction.Find(Name(table))!).RemoveAll(), "DELETE");

    internal void Publish(WarehouseTransaction transaction) => Warehouse.Publish(transaction, null, [], TestContext.Current.CancellationToken);

    public void Dispose() => _folder.Dispose();

    private static StagedCommit Stage(WarehouseTransaction transaction, Transaction begun, string operation)
    {
        var commit = begun.Stage(operation, new Dictionary<string, string>(), new Dictionary<string, string>(), "test");
        transaction.Stage(commit);
        return commit;
    }

    private AddFile NewFile(WarehouseTransaction transaction, string table)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"part-{_files++:00000}.parquet");
        var folder = transaction.FolderOf(Name(table));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), "rows");
        return new AddFile(name, new Dictionary<string, string?>(), 4, 0, true, """{"numRecords":1}""");
    }
}
