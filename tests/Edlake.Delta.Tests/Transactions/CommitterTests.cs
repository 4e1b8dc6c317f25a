using Edlake.Delta.Actions;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Storage;
using Edlake.Delta.Transactions;

namespace Edlake.Delta.Tests.Transactions;

public sealed class CommitterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string TablePath => _folder.In("t");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_committed_is_read_back()
    {
        var empty = SmallTable.Create(TablePath);
        SmallTable.Commit(Transaction.Begin(empty).Add(SmallTable.File("a.parquet", 3)).SetTransaction("app", 7), TablePath);
        var read = DeltaTable.Open(TablePath).Latest();
        Assert.Equal(1, read.Version);
        Assert.Equal(SmallTable.Schema, read.Schema);
        Assert.Equal(new Protocol(1, 2), read.Protocol);
        Assert.Equal(["a.parquet"], read.Files.Select(file => file.Path));
        Assert.Equal(3, read.RecordCount);
        Assert.Equal(7, read.Transactions["app"].Version);
        Assert.Empty(DeltaTable.Open(TablePath).AtVersion(0).Files);
        Assert.Equal(["WRITE", "CREATE TABLE"], DeltaTable.Open(TablePath).History().Select(entry => entry.CommitInfo!.Operation));
        Assert.Equal("\"Append\"", DeltaTable.Open(TablePath).History(1)[0].CommitInfo!.OperationParameters["mode"]);
    }

    [Fact]
    public void Commits_are_staged_on_each_other_and_published_in_order_after_a_journal()
    {
        var creation = SmallTable.StageCreation(TablePath);
        var first = SmallTable.StageAppend(Snapshot.Empty(TablePath).Apply(creation), "a.parquet");
        var staged = Snapshot.Empty(TablePath).Apply(creation).Apply(first);
        var second = SmallTable.Stage(Transaction.Begin(staged).RemoveAll().Add(SmallTable.File("b.parquet")));
        Assert.False(DeltaTable.Exists(TablePath));
        var journal = new[] { creation, first, second }.Select(commit => commit.ToJson()).ToList();
        Assert.Equal([0L, 1L, 2L], journal.Select(json => Assert.IsType<Committed>(Committer.Commit(StagedCommit.FromJson(json))).Version));
        var read = DeltaTable.Open(TablePath).Latest();
        Assert.Equal(staged.Apply(second).Files.Select(file => file.Path), read.Files.Select(file => file.Path));
        Assert.Equal(["b.parquet"], read.Files.Select(file => file.Path));
    }

    [Fact]
    public void A_chain_is_rebased_past_a_foreign_append_and_a_replay_changes_nothing()
    {
        var start = SmallTable.Create(TablePath);
        var first = SmallTable.StageAppend(start, "a.parquet");
        var second = SmallTable.StageAppend(start.Apply(first), "b.parquet");
        Committer.Commit(SmallTable.StageAppend(start, "foreign.parquet"));
        for (var replay = 0; replay < 2; replay++)
        {
            Assert.Equal(new Committed(2), Committer.Commit(first));
            Assert.Equal(new Committed(3), Committer.Commit(second));
        }
        Assert.Equal(["foreign.parquet", "a.parquet", "b.parquet"], DeltaTable.Open(TablePath).Latest().Files.Select(file => file.Path));
    }

    [Fact]
    public void A_commit_is_not_put_before_the_one_it_stands_on()
    {
        var start = SmallTable.Create(TablePath);
        var first = SmallTable.StageAppend(start, "a.parquet");
        var second = SmallTable.StageAppend(start.Apply(first), "b.parquet");
        Assert.Throws<InvalidOperationException>(() => Committer.Commit(second));
    }

    [Fact]
    public void No_append_of_eight_writers_is_lost()
    {
        var start = SmallTable.Create(TablePath);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, writer =>
        {
            for (var i = 0; i < 20; i++)
                Assert.IsType<Committed>(Committer.Commit(SmallTable.StageAppend(start, $"{writer}-{i}.parquet")));
        });
        var read = DeltaTable.Open(TablePath).Latest();
        Assert.Equal(160, read.Version);
        Assert.Equal(160, read.Files.Select(file => file.Path).Distinct().Count());
    }

    [Theory]
    [InlineData("DELTA_CONCURRENT_APPEND")]
    [InlineData("DELTA_CONCURRENT_DELETE_READ")]
    [InlineData("DELTA_CONCURRENT_DELETE_DELETE")]
    [InlineData("DELTA_METADATA_CHANGED")]
    [InlineData("DELTA_PROTOCOL_CHANGED")]
    [InlineData("DELTA_CONCURRENT_TRANSACTION")]
    public void A_lost_race_is_a_conflict_by_Deltas_rules(string errorClass)
    {
        var start = SmallTable.Commit(Transaction.Begin(SmallTable.Create(TablePath)).Add(SmallTable.File("a.parquet")), TablePath);
        var append = Transaction.Begin(start).Add(SmallTable.File("new.parquet"));
        var removal = Transaction.Begin(start).Remove(start.Files[0]);
        var (winner, loser) = errorClass switch
        {
            "DELTA_CONCURRENT_APPEND" => (append, removal.ReadsWholeTable()),
            "DELTA_CONCURRENT_DELETE_READ" => (removal, append.ReadFiles(start.Files)),
            "DELTA_CONCURRENT_DELETE_DELETE" => (removal, Transaction.Begin(start).Remove(start.Files[0])),
            "DELTA_METADATA_CHANGED" => (Transaction.Begin(start).SetMetadata(start.Metadata with { Description = "new" }), append),
            "DELTA_PROTOCOL_CHANGED" => (Transaction.Begin(start).SetProtocol(new Protocol(1, 3)), append),
            _ => (Transaction.Begin(start).SetTransaction("app", 1), Transaction.Begin(start).SetTransaction("app", 2)),
        };
        var lost = SmallTable.Stage(loser);
        Assert.Equal(new Committed(2), Committer.Commit(SmallTable.Stage(winner)));
        var conflict = Assert.IsType<Conflicted>(Committer.Commit(lost));
        Assert.Equal((2, errorClass), (conflict.WinningVersion, conflict.ErrorClass));
        Assert.Equal(2, DeltaTable.Open(TablePath).Latest().Version);
    }

    [Fact]
    public void Of_two_that_make_one_table_one_wins()
    {
        var (one, two) = (SmallTable.StageCreation(TablePath), SmallTable.StageCreation(TablePath));
        Assert.Equal(new Committed(0), Committer.Commit(one));
        Assert.Equal("DELTA_PROTOCOL_CHANGED", Assert.IsType<Conflicted>(Committer.Commit(two)).ErrorClass);
    }

    [Theory]
    [InlineData((int)PutStep.Write, false)]
    [InlineData((int)PutStep.Flush, false)]
    [InlineData((int)PutStep.Link, false)]
    [InlineData((int)PutStep.Unlink, true)]
    [InlineData((int)PutStep.FlushFolder, true)]
    public void A_put_that_stops_at_any_step_leaves_the_commit_whole_or_absent_and_can_be_done_again(int step, bool stands)
    {
        var start = SmallTable.Create(TablePath);
        var commit = SmallTable.StageAppend(start, "a.parquet");
        Assert.Throws<IOException>(() => Committer.Commit(commit, new Fault((PutStep)step)));
        Assert.Equal(stands ? 1 : 0, DeltaTable.Open(TablePath).Latest().Version);
        Assert.Equal(new Committed(1), Committer.Commit(commit));
        Assert.Equal(["a.parquet"], DeltaTable.Open(TablePath).Latest().Files.Select(file => file.Path));
    }

    [Fact]
    public void A_temporary_file_left_by_a_crash_is_no_commit()
    {
        SmallTable.Create(TablePath);
        File.WriteAllText(DurableFile.TemporaryName(Path.Combine(TablePath, "_delta_log", "00000000000000000001.json")), "{\"add\":{\"pa");
        Assert.Equal(0, DeltaTable.Open(TablePath).Latest().Version);
    }

    [Fact]
    public void Nothing_is_removed_from_an_append_only_table()
    {
        var start = SmallTable.Commit(
            Transaction.Begin(SmallTable.Create(TablePath, ("delta.appendOnly", "true"))).Add(SmallTable.File("a.parquet")), TablePath);
        var error = Assert.Throws<DeltaException>(() => SmallTable.Stage(Transaction.Begin(start).RemoveAll()));
        Assert.Equal("DELTA_CANNOT_MODIFY_APPEND_ONLY", error.ErrorClass);
    }

    private sealed class Fault(PutStep at) : IPutSteps
    {
        public void Before(PutStep step)
        {
            if (step == at)
                throw new IOException($"stopped before {step}");
        }
    }
}
