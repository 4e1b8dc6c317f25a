using Edlake.DuckDb;
using Edlake.Engines;
using Edlake.Files.Reading;
using Edlake.Spark.Reading;
using Edlake.Spark.Statements;
using Edlake.Spark.Tests.Engine;
using Edlake.Spark.Tests.Statements;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Tests.Reading;

/// <summary>The questions about files that a statement's text is made into, without Spark.</summary>
public sealed class FileConditionTextTests : IDisposable
{
    private const string Files = "read_files('/raw', format => 'csv', schema => 'id STRING')";

    private readonly TemporaryFolder _folder = new();
    private readonly EngineSide _side;
    private readonly FileConditionText _text = new(new StatementText(new FakeRelations()));

    public FileConditionTextTests()
    {
        _side = new EngineSide(_folder.In("ws"), new DuckDbEngine(new EngineSettings(null, 1, _folder.In("spill"))));
        _side.Run("CREATE TABLE loaded (file STRING, at TIMESTAMP)", TestContext.Current.CancellationToken);
        _side.Session.SetParameters(new Dictionary<string, string> { ["name"] = "a.csv" });
    }

    [Theory]
    [InlineData("raw._metadata.file_name = :name", "`_metadata`.`file_name` = 'a.csv'")]
    [InlineData("id = '1' AND _metadata.file_size > 7", "`_metadata`.`file_size` > 7")]
    [InlineData("_metadata IS NOT NULL", "`_metadata` IS NOT NULL")]
    [InlineData(
        "NOT EXISTS (SELECT 1 FROM loaded WHERE loaded.file = raw._metadata.file_path)",
        "NOT EXISTS (SELECT 1 FROM <default.loaded> AS `loaded` WHERE loaded.file = edlake_files.`_metadata`.`file_path`)")]
    public void A_condition_on_files_is_asked_of_the_list_of_them(string condition, string expected)
    {
        var query = (BoundQuery)_side.Session.Bind(new SourceText($"SELECT id FROM {Files} AS raw WHERE {condition}"));
        var filter = query.Relation.SelfAndDescendants().OfType<BoundFilter>().First(part => part.Input is BoundFileScan);
        var scan = (BoundFileScan)filter.Input;
        var asked = Assert.Single(FileConditions.Split(filter.Condition, scan).OnFiles);
        var wanted = expected.Contains("edlake_files", StringComparison.Ordinal) ? expected : "edlake_files." + expected;
        Assert.Equal($"SELECT _edlake_place FROM list AS edlake_files WHERE ({wanted}\n)", _text.Where(query, scan, asked, "list").Text);
    }

    [Fact]
    public void A_join_on_files_keeps_the_names_that_the_text_gives()
    {
        var query = (BoundQuery)_side.Session.Bind(new SourceText($"SELECT raw.id FROM {Files} AS raw LEFT ANTI JOIN loaded ON loaded.file = raw._metadata.file_path WHERE id > 1"));
        var join = query.Relation.SelfAndDescendants().OfType<BoundJoin>().Single();
        Assert.Equal(
            "SELECT _edlake_place FROM list  AS raw LEFT ANTI JOIN <default.loaded> AS `loaded` ON loaded.file = raw._metadata.file_path",
            _text.Joined(query, (BoundFileScan)join.Left, join, "list").Text);
    }

    [Fact]
    public void A_condition_within_a_view_is_that_of_the_views_text()
    {
        _side.Run($"CREATE TEMPORARY VIEW v AS SELECT id FROM {Files} WHERE _metadata.file_name = 'b.csv'", TestContext.Current.CancellationToken);
        var query = (BoundQuery)_side.Session.Bind(new SourceText("SELECT id FROM v"));
        var filter = query.Relation.SelfAndDescendants().OfType<BoundFilter>().Single();
        Assert.Equal(
            "SELECT _edlake_place FROM list AS edlake_files WHERE (edlake_files.`_metadata`.`file_name` = 'b.csv'\n)",
            _text.Where(query, (BoundFileScan)filter.Input, filter.Condition, "list").Text);
    }

    public void Dispose()
    {
        _side.Dispose();
        _folder.Dispose();
    }
}
