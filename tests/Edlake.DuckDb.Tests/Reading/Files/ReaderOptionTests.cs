using Edlake.Diagnostics;
using Edlake.Sql.Diagnostics;

namespace Edlake.DuckDb.Tests.Reading.Files;

public sealed class ReaderOptionTests : IDisposable
{
    private readonly TestWorkspace _workspace = new();

    [Theory]
    [InlineData("csv", "emptyValue", "x")]
    [InlineData("csv", "enforceSchema", "true")]
    [InlineData("csv", "lineSep", "|")]
    [InlineData("csv", "nanValue", "none")]
    [InlineData("csv", "badRecordsPath", "dbfs:/bad")]
    [InlineData("csv", "ignoreCorruptFiles", "true")]
    [InlineData("csv", "partitionColumns", "")]
    [InlineData("json", "lineSep", "|")]
    [InlineData("json", "allowComments", "true")]
    [InlineData("json", "allowSingleQuotes", "true")]
    [InlineData("json", "allowNonNumericNumbers", "false")]
    [InlineData("json", "badRecordsPath", "dbfs:/bad")]
    [InlineData("json", "dropFieldIfAllNull", "true")]
    [InlineData("json", "timeZone", "Europe/London")]
    [InlineData("text", "encoding", "UTF-16LE")]
    [InlineData("parquet", "mergeSchema", "true")]
    public void What_would_not_be_heeded_is_refused_with_its_name_and_value(string format, string option, string value)
    {
        _workspace.Raw("a.txt", "{}\n");
        var error = Assert.Throws<SqlException>(() => Read(format, option, value));
        Assert.Equal("UNSUPPORTED_FEATURE", error.ErrorClass);
        Assert.Contains($"{option} is not supported with the value '{value}'", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Hint!);
    }

    [Theory]
    [InlineData("csv", "nanValue", "NaN")]
    [InlineData("csv", "unescapedQuoteHandling", "stop_at_delimiter")]
    [InlineData("csv", "maxColumns", "50000")]
    [InlineData("csv", "timeZone", "UTC")]
    [InlineData("csv", "allowComments", "true")]
    [InlineData("json", "allowComments", "false")]
    [InlineData("json", "allowNonNumericNumbers", "true")]
    [InlineData("text", "encoding", "utf-8")]
    public void What_changes_nothing_is_taken(string format, string option, string value)
    {
        _workspace.Raw("a.txt", "{\"value\":\"x\"}\n");
        Assert.Single(Read(format, option, value));
    }

    [Fact]
    public void A_name_that_no_reader_knows_is_an_error_of_read_files_and_ignored_in_a_view()
    {
        _workspace.Raw("a.csv", "id\n1\n");
        var error = Assert.Throws<SqlException>(() => _workspace.Rows("SELECT * FROM read_files('dbfs:/raw/a.csv', schema => 'id STRING', heeder => true)"));
        Assert.Equal("CF_UNKNOWN_OPTION_KEYS_ERROR", error.ErrorClass);
        Assert.Contains("heeder", error.Message, StringComparison.Ordinal);
        _workspace.Run("CREATE TEMPORARY VIEW v USING csv OPTIONS (path 'dbfs:/raw/a.csv', header 'true', heeder 'true')");
        Assert.Equal(["1"], _workspace.Rows("SELECT id FROM v"));
    }

    [Fact]
    public void Formats_of_dates_and_times_are_heeded_and_what_is_not_in_them_does_not_fit()
    {
        _workspace.Raw("a.csv", "d,t\n31/01/2026,31.01.2026 10:30\n2026-01-31,2026-01-31 10:30:00\n");
        Assert.Equal(
            ["2026-01-31|2026-01-31T09:30:00Z|NULL", """NULL|NULL|{"d":"2026-01-31","t":"2026-01-31 10:30:00","_file_path":"dbfs:/raw/a.csv"}"""],
            _workspace.Rows("SELECT * FROM read_files('dbfs:/raw/a.csv', header => true, schema => 'd DATE, t TIMESTAMP', rescuedDataColumn => '_rescued_data', dateFormat => 'dd/MM/yyyy', timestampFormat => 'dd.MM.yyyy HH:mm', timeZone => 'Europe/Paris')"));
        _workspace.Raw("b.json", """{"d":"31/01/2026","n":{"t":"31.01.2026 10:30"}}""" + "\n");
        Assert.Equal(
            ["2026-01-31|2026-01-31T10:30:00Z"],
            _workspace.Rows("SELECT d, n.t FROM read_files('dbfs:/raw/b.json', schema => 'd DATE, n STRUCT<t: TIMESTAMP>', dateFormat => 'dd/MM/yyyy', timestampFormat => 'dd.MM.yyyy HH:mm')"));
        _workspace.Raw("c.json", """{"d":["31/01/2026",null]}""" + "\n");
        Assert.Equal(["[\"2026-01-31\",null]"], _workspace.Rows("SELECT to_json(d) FROM read_files('dbfs:/raw/c.json', schema => 'd ARRAY<DATE>', dateFormat => 'dd/MM/yyyy')"));
    }

    [Fact]
    public void A_file_that_COPY_INTO_names_and_that_is_not_there_is_named_whatever_else_is_found()
    {
        _workspace.Raw("a.csv", "id\n1\n");
        _workspace.Run("CREATE TABLE t (id STRING)");
        const string Copy = "COPY INTO t FROM 'dbfs:/raw' FILEFORMAT = CSV FILES = ('a.csv', 'gone.csv') FORMAT_OPTIONS ('header' = 'true'";
        var error = Assert.Throws<EdlakeException>(() => _workspace.Run(Copy + ")"));
        Assert.Equal("PATH_NOT_FOUND", error.ErrorClass);
        Assert.Contains("dbfs:/raw/gone.csv", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, _workspace.Run(Copy + ", 'ignoreMissingFiles' = 'true')")!.RowsWritten);
    }

    public void Dispose() => _workspace.Dispose();

    private string[] Read(string format, string option, string value) =>
        _workspace.Rows($"SELECT * FROM read_files('dbfs:/raw/a.txt', format => '{format}', schema => 'value STRING', {option} => '{value}')");
}
