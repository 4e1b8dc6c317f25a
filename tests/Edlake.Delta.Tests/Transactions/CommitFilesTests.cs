using Edlake.Delta.Actions;
using Edlake.Delta.Schema;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Storage;
using Edlake.Delta.Transactions;

namespace Edlake.Delta.Tests.Transactions;

/// <summary>Which files a commit came with, and how a clone names those it shares.</summary>
public sealed class CommitFilesTests
{
    private const string VectorId = "vBn[lx{q8@P<9BNH/isA"; // As the log has it: a GUID in base 85.

    private static readonly string Table = Path.Combine(Path.GetTempPath(), "no-such-table");
    private static readonly Metadata Metadata = Metadata.Create(
        new StructType([new StructField("a", new PrimitiveType("integer"))]), null, new Dictionary<string, string> { ["delta.enableDeletionVectors"] = "true" });

    [Fact]
    public void A_commits_own_files_are_those_in_the_tables_folder_that_it_adds_for_the_first_time()
    {
        var commit = Stage(Transaction.Begin(Snapshot.Empty(Table)).SetMetadata(Metadata).Add(File("p=1/new.parquet")).Add(File("file:/elsewhere/shared.parquet")));
        Assert.Equal([Path.Combine(Table, "p=1", "new.parquet")], DataFiles.MadeBy(commit));
    }

    [Fact]
    public void A_file_that_is_added_again_with_more_of_its_rows_deleted_is_not_among_them_but_its_vector_is()
    {
        var snapshot = Snapshot.Empty(Table).Apply(Stage(Transaction.Begin(Snapshot.Empty(Table)).SetMetadata(Metadata).Add(File("old.parquet"))));
        var marked = File("old.parquet") with { DeletionVector = new DeletionVectorDescriptor("u", VectorId, 1, 34, 1) };
        var files = DataFiles.MadeBy(Stage(Transaction.Begin(snapshot).Remove(snapshot.Files[0]).Add(marked)));
        Assert.StartsWith(Path.Combine(Table, "deletion_vector_"), Assert.Single(files), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clone_names_a_vector_by_a_path_with_its_scheme_which_Spark_asks_for()
    {
        var marked = File("old.parquet") with { DeletionVector = new DeletionVectorDescriptor("u", VectorId, 1, 34, 1) };
        var source = Snapshot.Empty(Table).Apply(Stage(Transaction.Begin(Snapshot.Empty(Table)).SetMetadata(Metadata).Add(marked)));
        var clone = Clone.Stage(source, Snapshot.Empty(Table + "-clone"), isDeep: false, "source", new Dictionary<string, string>(), "test");
        var vector = Assert.Single(clone.Added).DeletionVector!;
        Assert.Equal("p", vector.StorageType);
        Assert.StartsWith($"file:{Table}/deletion_vector_", vector.PathOrInlineDv, StringComparison.Ordinal);
    }

    private static AddFile File(string path) => new(path, new Dictionary<string, string?>(), 1, 0, true, null);

    private static StagedCommit Stage(Transaction transaction) => transaction.Stage("WRITE", new Dictionary<string, string>(), new Dictionary<string, string>(), "test");
}
