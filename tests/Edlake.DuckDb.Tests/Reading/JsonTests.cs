namespace Edlake.DuckDb.Tests.Reading;

public sealed class JsonTests : IDisposable
{
    private const string Schema = "id STRING, score STRING, user_info STRUCT<email: STRING, city: STRING>, _corrupt_record STRING";

    private readonly TestWorkspace _workspace = new();

    [Fact]
    public void Members_are_columns_and_what_is_nested_is_text_where_text_is_asked_for()
    {
        _workspace.Raw("a.json", """
            {"id":"1","score":1.50,"user_info":{"email":"a@b.c","city":null}}
            {"score":{"x":[1,2]},"id":2}
            """);
        Assert.Equal(["1|1.50|a@b.c|NULL", """2|{"x":[1,2]}|NULL|NULL"""], Rows("SELECT id, score, user_info.email, _corrupt_record FROM "));
    }

    [Fact]
    public void A_broken_line_is_kept_as_it_is()
    {
        _workspace.Raw("a.json", "{\"id\":\"1\"}\n{\"id\":\"2\",\n\n7\n");
        Assert.Equal(["1|NULL", "NULL|7", "NULL|{\"id\":\"2\","], Rows("SELECT id, _corrupt_record FROM "));
    }

    [Fact]
    public void A_line_that_is_not_UTF8_is_no_document()
    {
        _workspace.Raw("a.json", "{\"id\":\"1\"}\n{\"id\":\"Zürich\"}\n", System.Text.Encoding.Latin1);
        Assert.Equal(["1|NULL", "NULL|{\"id\":\"Z?rich\"}"], Rows("SELECT id, _corrupt_record FROM "));
        _workspace.Run("CREATE TABLE t (id STRING, bad STRING)");
        _workspace.Run($"INSERT INTO t SELECT id, _corrupt_record FROM read_files('dbfs:/raw', format => 'json', schema => '{Schema}')");
        Assert.Equal(["1|NULL", "NULL|{\"id\":\"Z?rich\"}"], _workspace.Rows("SELECT * FROM t"));
    }

    [Fact]
    public void Keys_without_a_column_are_rescued_at_any_depth()
    {
        _workspace.Raw("a.json", """
            {"id":"1","new":{"a":"b"},"user_info":{"email":"x","age":7}}
            {"id":"2","user_info":"none"}
            {"id":"3"}
            """);
        Assert.Equal(
            ["""1|{"new":{"a":"b"},"user_info":{"age":7},"_file_path":"dbfs:/raw/a.json"}""", """2|{"user_info":"none","_file_path":"dbfs:/raw/a.json"}""", "3|NULL"],
            _workspace.Rows($"SELECT id, _rescued_data FROM read_files('dbfs:/raw', format => 'json', schema => '{Schema}', rescuedDataColumn => '_rescued_data')"));
    }

    [Fact]
    public void A_file_may_be_one_document_or_a_list_of_them()
    {
        _workspace.Raw("a.json", "[\n {\"id\": \"1\"},\n {\"id\": \"2\"}\n]");
        _workspace.Raw("b.json", "{\n \"id\": \"3\"\n}");
        Assert.Equal(["1", "2", "3"], _workspace.Rows($"SELECT id FROM read_files('dbfs:/raw', format => 'json', multiLine => true, schema => '{Schema}')"));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public void A_byte_order_mark_is_no_part_of_a_document(string multiLine)
    {
        _workspace.Raw("a.json", "\uFEFF{\"id\":\"1\"}");
        Assert.Equal(["1|NULL"], _workspace.Rows($"SELECT id, _corrupt_record FROM read_files('dbfs:/raw', format => 'json', multiLine => {multiLine}, schema => '{Schema}')"));
    }

    [Fact]
    public void A_line_that_is_a_list_gives_a_row_a_document()
    {
        _workspace.Raw("a.json", "{\"id\":\"1\"}\n[{\"id\":\"2\"},{\"id\":\"3\"}]\n");
        Assert.Equal(["1|NULL", "2|NULL", "3|NULL"], Rows("SELECT id, _corrupt_record FROM "));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public void Another_encoding_is_read_when_it_is_named(string multiLine)
    {
        _workspace.Raw("a.json", "{\"id\":\"Zürich\"}", System.Text.Encoding.Latin1);
        Assert.Equal(["Zürich"], _workspace.Rows($"SELECT id FROM read_files('dbfs:/raw', format => 'json', multiLine => {multiLine}, encoding => 'ISO-8859-1', schema => '{Schema}')"));
    }

    [Fact]
    public void A_load_of_lines_counts_and_keeps_the_broken_ones()
    {
        _workspace.RawGzip("a.json.gz", "{\"id\":\"1\"}\nno json\n");
        _workspace.Run("CREATE TABLE t (id STRING, bad STRING)");
        var outcome = _workspace.Run($"INSERT INTO t SELECT id, _corrupt_record FROM read_files('dbfs:/raw', format => 'json', schema => '{Schema}')")!;
        Assert.Equal((2, 2), (outcome.RowsWritten, outcome.Reads.Single().Rows));
        Assert.Equal(["1|NULL", "NULL|no json"], _workspace.Rows("SELECT * FROM t"));
    }

    [Fact]
    public void A_list_or_map_with_a_value_that_does_not_fit_is_rescued_whole()
    {
        _workspace.Raw("a.json", """
            {"l":[[1,2],[]],"m":{"x":{"n":1},"y":{}}}
            {"l":[[1,"2"]],"m":{"x":{"n":true}}}
            {"l":[null],"m":7}
            """);
        const string Files = "read_files('dbfs:/raw', format => 'json', schema => 'l ARRAY<ARRAY<INT>>, m MAP<STRING, STRUCT<n: INT>>', rescuedDataColumn => '_rescued_data')";
        Assert.Equal(
            [
                """NULL|NULL|{"l":[[1,"2"]],"m":{"x":{"n":true}},"_file_path":"dbfs:/raw/a.json"}""",
                """[[1,2],[]]|{"x":{"n":1},"y":{}}|NULL""",
                """[null]|NULL|{"m":7,"_file_path":"dbfs:/raw/a.json"}""",
            ],
            _workspace.Rows($"SELECT to_json(l), to_json(m), _rescued_data FROM {Files}"));
    }

    [Fact]
    public void NaN_and_Infinity_are_numbers()
    {
        _workspace.Raw("a.json", "{\"v\":NaN}\n{\"v\":-Infinity}\n");
        Assert.Equal(["-Infinity", "NaN"], _workspace.Rows("SELECT v FROM read_files('dbfs:/raw', format => 'json', schema => 'v DOUBLE')"));
    }

    [Fact]
    public void The_schema_of_documents_is_inferred()
    {
        _workspace.Raw("a.json", "{\"b\":1,\"a\":\"x\",\"c\":[1.5],\"d\":{\"e\":true}}\n");
        Assert.Equal(["x|1|[1.5]|{e: true}"], _workspace.Rows("SELECT a, b, c, d FROM json.`dbfs:/raw/a.json`"));
    }

    [Fact]
    public void What_is_no_document_has_a_column_in_a_schema_that_is_inferred()
    {
        _workspace.Raw("a.json", "{\"b\":1}\nno\n7\n");
        Assert.Equal(["7|NULL", "NULL|1", "no|NULL"], _workspace.Rows("SELECT _corrupt_record, b FROM json.`dbfs:/raw/a.json`"));
    }

    public void Dispose() => _workspace.Dispose();

    private string[] Rows(string select) => _workspace.Rows($"{select} read_files('dbfs:/raw', format => 'json', schema => '{Schema}')");
}
