using Edlake.Delta;
using Edlake.Delta.Actions;
using Edlake.Delta.Schema;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Transactions;
using Edlake.Spark.Shadows;

namespace Edlake.Spark.Tests.Shadows;

/// <summary>Shadow tables without Spark: what another writer commits in one comes back as the table's own.</summary>
public sealed class ShadowTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Workspace _workspace;
    private readonly ShadowFolder _shadows;
    private readonly Snapshot _table;

    public ShadowTableTests()
    {
        _workspace = new Workspace(_folder.In("ws"), _folder.Path);
        _shadows = new ShadowFolder(_workspace);
        var path = _folder.In("ws/spark-warehouse/t");
        var schema = new StructType([new StructField("a", new PrimitiveType("integer"))]);
        Commit(Transaction.Begin(Snapshot.Empty(path)).SetMetadata(Metadata.Create(schema)).Add(File(path, "one space.parquet")).Add(File(path, "two.parquet")));
        _table = DeltaTable.Open(path).Latest();
    }

    [Fact]
    public void It_begins_as_the_table_and_shares_its_files()
    {
        using var shadow = ShadowTable.Of(_table, _shadows, "test");
        var snapshot = DeltaTable.Open(shadow.Folder).Latest();
        Assert.All(snapshot.Files, file => Assert.True(System.IO.File.Exists(Delta.Storage.FilePath.ToLocal(shadow.Folder, file.Path))));
        Assert.Equal(2, snapshot.Files.Count);
        Assert.Null(shadow.Take(_table));
    }

    [Fact]
    public void What_is_committed_in_it_comes_back_under_the_tables_own_paths()
    {
        using var shadow = ShadowTable.Of(_table, _shadows, "test");
        var snapshot = DeltaTable.Open(shadow.Folder).Latest();
        var gone = snapshot.Files.Single(file => file.Path.Contains("one", StringComparison.Ordinal));
        Commit(Transaction.Begin(snapshot).Remove(gone).Add(File(shadow.Folder, "p=1/new.parquet")).Add(File(shadow.Folder, "empty.parquet", rows: 0)));
        var change = shadow.Take(_table)!;
        Assert.Equal("p=1/new.parquet", Assert.Single(change.Added).Path);
        Assert.Equal(_table.Files.Single(file => file.Path.Contains("one", StringComparison.Ordinal)), Assert.Single(change.Removed));
        Assert.Null(change.Metadata);
        Assert.True(System.IO.File.Exists(Path.Combine(_table.TablePath, "p=1", "new.parquet")));
        Assert.False(System.IO.File.Exists(Path.Combine(_table.TablePath, "empty.parquet")));
    }

    [Fact]
    public void Columns_added_in_it_come_back_and_the_table_keeps_its_id()
    {
        using var shadow = ShadowTable.Of(_table, _shadows, "test");
        var snapshot = DeltaTable.Open(shadow.Folder).Latest();
        var wider = new StructType([.. snapshot.Schema.Fields, new StructField("b", new PrimitiveType("string"))]);
        Commit(Transaction.Begin(snapshot).SetMetadata(snapshot.Metadata.WithSchema(wider)));
        var change = shadow.Take(_table)!;
        Assert.Equal(_table.Metadata.Id, change.Metadata!.Id);
        Assert.Equal(["a", "b"], change.Metadata.Schema.Fields.Select(field => field.Name));
    }

    [Fact]
    public void It_is_gone_with_all_in_it_when_disposed()
    {
        var shadow = ShadowTable.Of(_table, _shadows, "test");
        System.IO.File.WriteAllText(Path.Combine(shadow.Folder, "half-written.parquet"), "");
        shadow.Dispose();
        Assert.False(Directory.Exists(shadow.Folder));
        Assert.All(_table.Files, file => Assert.True(System.IO.File.Exists(Delta.Storage.FilePath.ToLocal(_table.TablePath, file.Path))));
    }

    [Fact]
    public void Those_that_a_dead_process_left_behind_are_deleted_and_those_that_may_be_at_work_stay()
    {
        using var mine = ShadowTable.Of(_table, _shadows, "test");
        string Left(string name) => Directory.CreateDirectory(Path.Combine(_workspace.StateRoot, "shadow", name)).FullName;
        var (dead, others, old) = (Left($"{Environment.MachineName}~{int.MaxValue}~0"), Left("another-machine~1~0"), Left("another-machine~1~1"));
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-8));
        _shadows.DeleteLeftBehind();
        Assert.Equal((false, true, false, true), (Directory.Exists(dead), Directory.Exists(others), Directory.Exists(old), Directory.Exists(mine.Folder)));
    }

    public void Dispose() => _folder.Dispose();

    private static void Commit(Transaction transaction) =>
        Assert.IsType<Committed>(Committer.Commit(transaction.Stage("WRITE", new Dictionary<string, string>(), new Dictionary<string, string>(), "test")));

    private static AddFile File(string table, string name, int rows = 1)
    {
        var path = Path.Combine(table, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, "data");
        return new AddFile(Delta.Storage.FilePath.Encode(name), new Dictionary<string, string?>(), 4, 0, true, $"{{\"numRecords\":{rows}}}");
    }
}
