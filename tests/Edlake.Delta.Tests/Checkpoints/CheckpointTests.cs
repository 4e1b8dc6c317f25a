using Edlake.Delta.Actions;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Transactions;

namespace Edlake.Delta.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string TablePath => _folder.In("t");

    private string LogPath => Path.Combine(TablePath, "_delta_log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_checkpoint_tells_what_the_commits_tell()
    {
        var snapshot = SmallTable.Create(TablePath, ("delta.feature.domainMetadata", "supported"), ("delta.note", "äß \"x\""));
        for (var i = 1; i <= 23; i++)
            snapshot = SmallTable.Commit(Step(Transaction.Begin(snapshot), snapshot, i), TablePath);
        Assert.Equal(
            ["00000000000000000010.checkpoint.parquet", "00000000000000000020.checkpoint.parquet"],
            Directory.GetFiles(LogPath, "*.parquet").Select(Path.GetFileName).Order());
        Assert.Contains("\"version\":20", File.ReadAllText(Path.Combine(LogPath, "_last_checkpoint")), StringComparison.Ordinal);
        foreach (var version in new[] { 10L, 19, 20, 23 })
        {
            var withCheckpoint = DeltaTable.Open(TablePath).AtVersion(version);
            var fromCommits = WithoutCheckpoints().AtVersion(version);
            Assert.Equal(Describe(fromCommits), Describe(withCheckpoint));
        }
    }

    [Fact]
    public void Commits_before_a_checkpoint_may_be_gone()
    {
        var snapshot = SmallTable.Create(TablePath);
        for (var i = 1; i <= 12; i++)
            snapshot = SmallTable.Commit(Transaction.Begin(snapshot).Add(SmallTable.File($"{i}.parquet")), TablePath);
        for (var i = 0; i < 10; i++)
            File.Delete(Path.Combine(LogPath, $"{i:D20}.json"));
        var table = DeltaTable.Open(TablePath);
        Assert.Equal(12, table.Latest().Files.Count);
        Assert.Equal(10, table.AtVersion(10).Files.Count);
        Assert.Equal("DELTA_VERSION_NOT_FOUND", Assert.Throws<DeltaException>(() => table.AtVersion(9)).ErrorClass);
        Assert.Equal(new Committed(13), Committer.Commit(SmallTable.StageAppend(table.Latest(), "13.parquet")));
    }

    [Fact]
    public void A_checkpoint_of_300000_files_is_read_back_whole()
    {
        var start = SmallTable.Create(TablePath, ("delta.checkpointInterval", "1"));
        var transaction = Transaction.Begin(start);
        for (var i = 0; i < 300_000; i++)
            transaction.Add(SmallTable.File($"city=x/part-{i:D5}-aaaaaaaa-bbbb-cccc-dddd-{i:D12}.c000.snappy.parquet", i));
        Assert.Null(Assert.IsType<Committed>(Committer.Commit(SmallTable.Stage(transaction))).CheckpointFailure);
        File.Delete(Path.Combine(LogPath, "00000000000000000000.json"));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var read = DeltaTable.Open(TablePath).Latest();
        TestContext.Current.SendDiagnosticMessage($"300,000 files read in {watch.ElapsedMilliseconds} ms");
        Assert.Equal(300_000, read.Files.Count);
        Assert.Equal(299_999L * 300_000 / 2, read.RecordCount);
    }

    [Fact]
    public void A_damaged_checkpoint_is_an_error_that_names_it()
    {
        var snapshot = SmallTable.Create(TablePath, ("delta.checkpointInterval", "1"));
        SmallTable.Commit(Transaction.Begin(snapshot).Add(SmallTable.File("a.parquet")), TablePath);
        File.WriteAllText(Path.Combine(LogPath, "00000000000000000001.checkpoint.parquet"), "PAR1 and no more PAR1");
        var error = Assert.Throws<DeltaException>(() => DeltaTable.Open(TablePath).Latest());
        Assert.Equal("DELTA_CHECKPOINT_CORRUPT", error.ErrorClass);
        Assert.Contains("00000000000000000001.checkpoint.parquet", error.Message, StringComparison.Ordinal);
    }

    private static Transaction Step(Transaction transaction, Snapshot snapshot, int i)
    {
        transaction.Add(SmallTable.File($"{i}.parquet", i) with
        {
            PartitionValues = i % 3 == 0 ? new Dictionary<string, string?> { ["city"] = null, ["x y"] = "Köln" } : new Dictionary<string, string?>(),
            Tags = i % 4 == 0 ? new Dictionary<string, string?> { ["k"] = "v" } : null,
            Stats = i % 5 == 0 ? null : $$"""{"numRecords":{{i}}}""",
            DeletionVector = i % 6 == 0 ? new DeletionVectorDescriptor("u", "ab^-aqEH.-t@S}K{vb[*k^", 4, 40, 6) : null,
        });
        transaction.SetTransaction($"app{i % 3}", i);
        if (i % 2 == 0)
            transaction.Remove(snapshot.Files[0]);
        if (i % 7 == 0)
            transaction.SetDomain(new DomainMetadata($"domain{i}", "{\"a\":1}", false));
        if (i == 15)
            transaction.SetDomain(new DomainMetadata("domain7", "", true));
        return transaction;
    }

    private DeltaTable WithoutCheckpoints()
    {
        var copy = Path.Combine(_folder.In(Guid.NewGuid().ToString("N")), "_delta_log");
        Directory.CreateDirectory(copy);
        foreach (var commit in Directory.GetFiles(LogPath, "*.json"))
            File.Copy(commit, Path.Combine(copy, Path.GetFileName(commit)));
        return DeltaTable.Open(Path.GetDirectoryName(copy)!);
    }

    private static string Describe(Snapshot snapshot) => string.Join('\n',
        [
            ActionJsonWriter.Write(snapshot.Protocol),
            ActionJsonWriter.Write(snapshot.Metadata),
            .. snapshot.Files.Select(ActionJsonWriter.Write),
            .. snapshot.Transactions.Values.OrderBy(one => one.AppId).Select(ActionJsonWriter.Write),
            .. snapshot.Domains.Values.OrderBy(one => one.Domain).Select(ActionJsonWriter.Write),
            .. snapshot.Tombstones.OrderBy(one => one.Path).Select(one => ActionJsonWriter.Write(one with { DataChange = false, Tags = null, Stats = null })),
        ]);
}
