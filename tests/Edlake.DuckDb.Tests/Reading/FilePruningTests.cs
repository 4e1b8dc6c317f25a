namespace Edlake.DuckDb.Tests.Reading;

public sealed class FilePruningTests : IDisposable
{
    private const string Load = """
        INSERT INTO loaded BY NAME
        SELECT raw.id, raw._metadata.file_path AS source_file, raw._metadata.file_modification_time AS modified_at
        FROM read_files('dbfs:/raw', format => 'csv', header => true, schema => 'id STRING') AS raw
        WHERE NOT EXISTS (
            SELECT 1 FROM loaded
            WHERE loaded.source_file = raw._metadata.file_path AND loaded.modified_at = raw._metadata.file_modification_time)
        """;

    private readonly TestWorkspace _workspace = new();

    public FilePruningTests() => _workspace.Run("CREATE TABLE loaded (id STRING, source_file STRING, modified_at TIMESTAMP)");

    [Fact]
    public void A_file_that_the_table_holds_is_not_read_again()
    {
        _workspace.Raw("a.csv", "id\n1\n2\n");
        var first = _workspace.Run(Load)!;
        Assert.Equal((2, 0), (first.RowsWritten, first.FilesSkipped));
        _workspace.Raw("b.csv", "id\n3\n");
        var second = _workspace.Run(Load)!;
        Assert.Equal((1, 1, 1), (second.RowsWritten, second.FilesSkipped, second.Reads.Single(read => read.IsFiles).Rows));
        Assert.Equal(["1|dbfs:/raw/a.csv", "2|dbfs:/raw/a.csv", "3|dbfs:/raw/b.csv"], _workspace.Rows("SELECT id, source_file FROM loaded"));
    }

    [Fact]
    public void With_nothing_new_nothing_is_opened_and_no_version_is_made()
    {
        _workspace.Raw("a.csv", "id\n1\n");
        _workspace.Run(Load);
        var path = Path.Combine(_workspace.Workspace.Root, "dbfs", "raw", "a.csv");
        var modified = File.GetLastWriteTimeUtc(path);
        File.WriteAllText(path, "id\n\"not read\nat all");
        File.SetLastWriteTimeUtc(path, modified);
        var again = _workspace.Run(Load)!;
        Assert.Null(again.Commit);
        Assert.Equal((0, 1), (again.RowsWritten, again.FilesSkipped));
        Assert.Equal(1, _workspace.Snapshot("loaded").Version);
    }

    [Fact]
    public void An_anti_join_on_the_files_prunes_as_well()
    {
        _workspace.Raw("a.csv", "id\n1\n");
        _workspace.Run(Load);
        _workspace.Raw("b.csv", "id\n2\n");
        var outcome = _workspace.Run("""
            INSERT INTO loaded BY NAME
            SELECT raw.id, raw._metadata.file_path AS source_file, raw._metadata.file_modification_time AS modified_at
            FROM read_files('dbfs:/raw', format => 'csv', header => true, schema => 'id STRING') AS raw
            LEFT ANTI JOIN loaded ON loaded.source_file = raw._metadata.file_path
            """)!;
        Assert.Equal((1, 1), (outcome.RowsWritten, outcome.FilesSkipped));
    }

    [Fact]
    public void A_condition_on_rows_stays_beside_one_on_files()
    {
        _workspace.Raw("a.csv", "id\n1\n2\n");
        _workspace.Raw("b.csv", "id\n2\n3\n");
        Assert.Equal(
            ["2|b.csv"],
            _workspace.Rows("SELECT id, _metadata.file_name FROM read_files('dbfs:/raw', format => 'csv', header => true, schema => 'id STRING') WHERE id = '2' AND _metadata.file_name = 'b.csv'"));
    }

    [Fact]
    public void A_folder_without_a_file_loads_nothing()
    {
        Directory.CreateDirectory(Path.Combine(_workspace.Workspace.Root, "dbfs", "raw"));
        Assert.Null(_workspace.Run(Load)!.Commit);
    }

    public void Dispose() => _workspace.Dispose();
}
