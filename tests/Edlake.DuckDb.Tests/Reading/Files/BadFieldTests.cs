using Edlake.Sql.Diagnostics;

namespace Edlake.DuckDb.Tests.Reading.Files;

public sealed class BadFieldTests : IDisposable
{
    private const string Schema = "id INT, amount DOUBLE";
    private const string WithCorrupt = Schema + ", _corrupt_record STRING";

    private readonly TestWorkspace _workspace = new();

    public BadFieldTests()
    {
        _workspace.Raw("a.csv", "id,amount\n1,1.5\n7,abc\n");
        _workspace.Raw("good.csv", "id,amount\n1,1.5\n2,\n");
        _workspace.Raw("a.json", "{\"id\":1,\"amount\":1.5}\n{\"id\":7,\"amount\":\"abc\"}\n");
    }

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.json")]
    public void A_field_that_does_not_fit_is_NULL_in_mode_PERMISSIVE(string file) =>
        Assert.Equal(["1|1.5", "7|NULL"], Read(file, Schema));

    [Theory]
    [InlineData("a.csv", "FAILFAST", "FAILED_READ_FILE.NO_HINT")]
    [InlineData("a.json", "FAILFAST", "FAILED_READ_FILE.NO_HINT")]
    [InlineData("a.csv", "DROPMALFORMED", "UNSUPPORTED_FEATURE")]
    [InlineData("a.json", "DROPMALFORMED", "UNSUPPORTED_FEATURE")]
    public void It_is_an_error_in_the_other_modes_unless_its_column_is_not_read_or_it_is_rescued(string file, string mode, string errorClass)
    {
        var error = Assert.Throws<SqlException>(() => Read(file, Schema, $"mode => '{mode}'"));
        Assert.Equal(errorClass, error.ErrorClass);
        Assert.Contains("`amount` DOUBLE", error.Message, StringComparison.Ordinal);
        Assert.Contains("abc", error.Message, StringComparison.Ordinal);
        Assert.Contains($"dbfs:/raw/{file}", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1", "7"], _workspace.Rows($"SELECT id FROM {Files(file, Schema, $"mode => '{mode}'")}"));
        Assert.Equal(2, Read(file, Schema, $"mode => '{mode}'", "rescuedDataColumn => '_rescued_data'").Length);
    }

    [Fact]
    public void The_record_of_JSON_is_kept_beside_it() =>
        Assert.Equal(["1|1.5|NULL", """7|NULL|{"id":7,"amount":"abc"}"""], Read("a.json", WithCorrupt));

    [Fact]
    public void The_record_of_CSV_is_refused_only_where_it_would_be_needed()
    {
        Assert.Equal(["1|1.5|NULL", "2|NULL|NULL"], Read("good.csv", WithCorrupt));
        Assert.Equal(["1|1.5", "7|NULL"], _workspace.Rows($"SELECT id, amount FROM {Files("a.csv", WithCorrupt)}"));
        var error = Assert.Throws<SqlException>(() => Read("a.csv", WithCorrupt));
        Assert.Equal("UNSUPPORTED_FEATURE", error.ErrorClass);
        Assert.Contains("Declare `amount` STRING", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private string[] Read(string file, string schema, params string[] options) => _workspace.Rows($"SELECT * FROM {Files(file, schema, options)}");

    private static string Files(string file, string schema, params string[] options) =>
        $"read_files({string.Join(", ", [$"'dbfs:/raw/{file}'", "header => true", $"schema => '{schema}'", .. options])})";
}
