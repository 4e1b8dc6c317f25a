using Edlake.Delta;
using Edlake.Delta.Transactions;
using Edlake.Diagnostics;
using Edlake.Metastore;
using Edlake.Publishing;
using Edlake.Sql.Binding;

namespace Edlake.Tests.Publishing;

public sealed class PublicationTests : IDisposable
{
    private readonly SmallWarehouse _small = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_publication_decided_before_a_crash_is_finished_by_whoever_opens_the_warehouse_next(int commitsPutBeforeTheCrash)
    {
        var transaction = _small.Warehouse.Begin();
        _small.StageTable(transaction, "a");
        _small.StageTable(transaction, "b");
        transaction.Stage(new PutSchema(new SchemaEntry(TableName.DefaultCatalog, "silver", "clean", null, new Dictionary<string, string>())));
        new PublicationJournal(_small.JournalFolder).Write(PublicationOf(transaction));
        foreach (var commit in transaction.Commits.Take(commitsPutBeforeTheCrash))
            Assert.IsType<Committed>(Committer.Commit(commit));

        var seen = _small.Open().Begin();

        Assert.Equal(0, seen.Find(SmallWarehouse.Name("a"))!.Version);
        Assert.Equal(0, seen.Find(SmallWarehouse.Name("b"))!.Version);
        Assert.Equal("clean", seen.State.Schemas[MetastoreState.SchemaKey(TableName.DefaultCatalog, "silver")].Comment);
        Assert.False(new PublicationJournal(_small.JournalFolder).HasPending);
    }

    [Fact]
    public void A_crash_before_the_journal_publishes_nothing()
    {
        var transaction = _small.Warehouse.Begin();
        _small.StageTable(transaction, "a");

        Assert.Null(_small.Open().Begin().Find(SmallWarehouse.Name("a")));
    }

    [Fact]
    public void A_conflict_on_one_table_publishes_none()
    {
        Published("a");
        var late = _small.Warehouse.Begin();
        _small.StageTable(late, "b");
        SmallWarehouse.StageDelete(late, "a");
        var other = _small.Warehouse.Begin();
        _small.StageAppend(other, "a");
        _small.Publish(other);

        var error = Assert.Throws<EdlakeException>(() => _small.Publish(late));

        Assert.Equal("PUBLICATION_CONFLICT", error.ErrorClass);
        var seen = _small.Warehouse.Begin();
        Assert.Null(seen.Find(SmallWarehouse.Name("b")));
        Assert.Equal(2, seen.Find(SmallWarehouse.Name("a"))!.Files.Count);
        Assert.False(new PublicationJournal(_small.JournalFolder).HasPending);
    }

    [Fact]
    public void Appends_of_two_writers_are_both_published()
    {
        Published("a");
        var (one, two) = (_small.Warehouse.Begin(), _small.Warehouse.Begin());
        _small.StageAppend(one, "a");
        _small.StageAppend(two, "a");

        _small.Publish(one);
        _small.Publish(two);

        Assert.Equal(3, _small.Warehouse.Begin().Find(SmallWarehouse.Name("a"))!.Files.Count);
    }

    [Fact]
    public void A_table_dropped_and_made_again_in_one_transaction_is_replaced()
    {
        Published("a");
        var transaction = _small.Warehouse.Begin();
        var name = SmallWarehouse.Name("a");
        transaction.Stage(new DropTable(name, transaction.FolderOf(name)));
        Assert.Null(transaction.Find(name));
        transaction.TakeBackDrop(name);
        SmallWarehouse.StageDelete(transaction, "a");
        _small.StageAppend(transaction, "a");

        _small.Publish(transaction);

        var seen = _small.Open().Begin().Find(name)!;
        Assert.Equal(2, seen.Version);
        Assert.True(File.Exists(Path.Combine(seen.TablePath, Assert.Single(seen.Files).Path)));
    }

    [Fact]
    public void A_dropped_table_is_gone_once_it_is_published_and_not_before()
    {
        Published("a");
        var transaction = _small.Warehouse.Begin();
        var name = SmallWarehouse.Name("a");
        var folder = transaction.FolderOf(name);
        transaction.Stage(new DropTable(name, folder));
        Assert.NotNull(_small.Warehouse.Begin().Find(name));

        _small.Publish(transaction);

        Assert.Null(_small.Warehouse.Begin().Find(name));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void An_abandoned_transaction_leaves_no_data_file_behind()
    {
        Published("a");
        var transaction = _small.Warehouse.Begin();
        var added = Assert.Single(_small.StageAppend(transaction, "a").Added);
        var path = Path.Combine(transaction.FolderOf(SmallWarehouse.Name("a")), added.Path);
        Assert.True(File.Exists(path));

        transaction.Abandon();

        Assert.False(File.Exists(path));
        var seen = _small.Warehouse.Begin().Find(SmallWarehouse.Name("a"))!;
        Assert.All(seen.Files, file => Assert.True(File.Exists(Path.Combine(seen.TablePath, file.Path))));
    }

    [Fact]
    public void Abandoning_a_shallow_clone_leaves_the_files_of_its_source()
    {
        Published("a");
        var transaction = _small.Warehouse.Begin();
        var source = transaction.Find(SmallWarehouse.Name("a"))!;
        transaction.Stage(Clone.Stage(source, transaction.SnapshotOf(transaction.FolderOf(SmallWarehouse.Name("b"))), false, "default.a", new Dictionary<string, string>(), "test"));

        transaction.Abandon();

        Assert.All(source.Files, file => Assert.True(File.Exists(Path.Combine(source.TablePath, file.Path))));
    }

    [Fact]
    public async Task Readers_see_all_of_a_publication_or_none_of_it()
    {
        Published("a", "b");
        var stop = TestContext.Current.CancellationToken;
        using var done = new CancellationTokenSource();
        var reading = Task.Run(() => Pairs(done.Token, stop), stop);
        for (var i = 0; i < 20; i++)
        {
            var transaction = _small.Warehouse.Begin();
            _small.StageAppend(transaction, "a");
            _small.StageAppend(transaction, "b");
            _small.Publish(transaction);
        }

        await done.CancelAsync();
        var seen = await reading;
        Assert.NotEmpty(seen);
        Assert.All(seen, pair => Assert.Equal(pair.A, pair.B));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_renamed_table_moves_once_whatever_the_crash(bool hadMoved)
    {
        Published("a");
        var transaction = _small.Warehouse.Begin();
        var (from, to) = (SmallWarehouse.Name("a"), SmallWarehouse.Name("z"));
        var (folder, target) = (transaction.FolderOf(from), transaction.FolderOf(to));
        _small.StageAppend(transaction, "a");
        transaction.Stage(new MoveTable(from, to, folder, target));
        Assert.Equal(1, transaction.Find(to)!.Version);
        Assert.Null(transaction.Find(from));
        new PublicationJournal(_small.JournalFolder).Write(PublicationOf(transaction));
        if (hadMoved)
        {
            Assert.IsType<Committed>(Committer.Commit(transaction.Commits[0]));
            Directory.Move(folder, target);
        }

        var seen = _small.Open().Begin();

        Assert.Equal(1, seen.Find(to)!.Version);
        Assert.Null(seen.Find(from));
        Assert.False(DeltaTable.Exists(folder));
        Assert.Equal(2, seen.Find(to)!.Files.Count);
    }

    public void Dispose() => _small.Dispose();

    private void Published(params IEnumerable<string> tables)
    {
        var transaction = _small.Warehouse.Begin();
        foreach (var table in tables)
            _small.StageTable(transaction, table);
        _small.Publish(transaction);
    }

    private List<(long A, long B)> Pairs(CancellationToken done, CancellationToken stop)
    {
        var seen = new List<(long, long)>();
        var reader = _small.Open();
        while (!done.IsCancellationRequested)
        {
            seen.Add(reader.Look(() =>
            {
                var look = reader.Begin();
                return (look.Find(SmallWarehouse.Name("a"))!.Version, look.Find(SmallWarehouse.Name("b"))!.Version);
            }, stop));
        }

        return seen;
    }

    private static Publication PublicationOf(WarehouseTransaction transaction) =>
        new(Guid.NewGuid().ToString("N"), [.. transaction.Commits.Select(commit => commit.ToJson())], transaction.Changes, null, []);
}
