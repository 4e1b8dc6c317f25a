using System.Text;
using Edlake.Diagnostics;
using Edlake.Sql.Diagnostics;

namespace Edlake.DuckDb.Tests.Reading;

public sealed class CsvTests : IDisposable
{
    private const string Schema = "id STRING, name STRING, city STRING";
    private const string WithCorrupt = Schema + ", _corrupt_record STRING";

    private readonly TestWorkspace _workspace = new();

    [Fact]
    public void Columns_are_found_by_the_headers_names_whatever_their_order()
    {
        _workspace.Raw("a.csv", "id,name,city\n1,Ann,Leeds\n");
        _workspace.Raw("b.csv", "city,id,name\nBath,2,Bob\n");
        Assert.Equal(["1|Ann|Leeds", "2|Bob|Bath"], Read(Schema));
    }

    [Fact]
    public void A_column_the_file_lacks_is_null_and_one_the_schema_lacks_is_rescued()
    {
        _workspace.Raw("a.csv", "id,name,extra\n1,Ann,\"x \"\"y\"\"\"\n2,Bob,\n");
        Assert.Equal(
            ["""1|Ann|NULL|{"extra":"x \"y\"","_file_path":"dbfs:/raw/a.csv"}""", "2|Bob|NULL|NULL"],
            Read(Schema, "rescuedDataColumn => '_rescued_data'"));
    }

    [Fact]
    public void Without_a_header_columns_go_by_position()
    {
        _workspace.Raw("a.csv", "1,Ann,Leeds\n2,Bob,Bath\n");
        Assert.Equal(["1|Ann|Leeds", "2|Bob|Bath"], Read(Schema, header: false));
    }

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_are_no_part_of_any_value()
    {
        _workspace.Raw("a.csv", "\uFEFFid,name,city\r\n1,Ann,Leeds\r\n2,Bob,Bath\r\n");
        Assert.Equal(["1|Ann|Leeds", "2|Bob|Bath"], Read(Schema));
    }

    [Fact]
    public void A_line_with_too_few_or_too_many_fields_keeps_what_it_has_beside_its_text()
    {
        _workspace.Raw("a.csv", "id,name,city\n1,Ann,Leeds\n2,Bob\n3,Cy,Bath,extra\n");
        Assert.Equal(["1|Ann|Leeds|NULL", "2|Bob|NULL|2,Bob", "3|Cy|Bath|3,Cy,Bath,extra"], Read(WithCorrupt));
        Assert.Equal(["1|Ann|Leeds", "2|Bob|NULL", "3|Cy|Bath"], Read(Schema));
        Assert.Equal(["1|Ann|Leeds"], Read(Schema, "mode => 'DROPMALFORMED'"));
    }

    [Fact]
    public void Failfast_names_the_file_and_the_line()
    {
        _workspace.Raw("a.csv", "id,name,city\n1,Ann,Leeds\n2,Bob\n");
        var error = Assert.Throws<EdlakeException>(() => Read(Schema, "mode => 'FAILFAST'"));
        Assert.Equal("FAILED_READ_FILE.NO_HINT", error.ErrorClass);
        Assert.Contains("dbfs:/raw/a.csv, line 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_last_line_that_ends_within_quotes_is_malformed_and_takes_no_other_with_it()
    {
        _workspace.Raw("a.csv", "id,name,city\n1,Ann,Leeds\n2,\"interru");
        Assert.Equal(["1|Ann|Leeds|NULL", "2|interru|NULL|2,\"interru"], Read(WithCorrupt));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Such_a_last_line_is_kept_beside_values_of_several_lines_too(string end)
    {
        _workspace.Raw("a.csv", "id,name,city\n1,\"a\nb\",Leeds\n2,\"interru" + end);
        _workspace.Run($"CREATE TABLE t ({WithCorrupt})");
        Assert.Equal(2, _workspace.Run($"INSERT INTO t SELECT * FROM {Files(WithCorrupt)}")!.RowsWritten);
        Assert.Equal(["1|a\nb|Leeds|NULL", $"2|interru{end}|NULL|2,\"interru"], _workspace.Rows("SELECT * FROM t"));
    }

    [Fact]
    public void A_quote_that_swallows_the_lines_after_it_is_an_error_that_names_its_line()
    {
        _workspace.Raw("a.csv", "id,name,city\n1,Ann,Leeds\n2,\"Bob,Bath\n3,Cy,York\n");
        Assert.Contains("dbfs:/raw/a.csv, line 3", Assert.Throws<EdlakeException>(() => Read(WithCorrupt)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_is_closed_too_early_is_text_and_no_fault()
    {
        _workspace.Raw("a.csv", "id,name,city\n2,\"k\"x,b\n");
        Assert.Equal(["2|\"k\"x|b|NULL"], Read(WithCorrupt));
        Assert.Equal(["2|\"k\"x|b|NULL"], Read(WithCorrupt, "mode => 'FAILFAST'"));
    }

    [Fact]
    public void A_malformed_record_is_kept_whole_however_long_it_is()
    {
        var line = "2," + new string('x', 50_000);
        _workspace.Raw("a.csv", $"id,name,city\r\n1,Ann,Leeds\r\n{line}\r\n3,Cy,Bath\r\n");
        Assert.Equal($"2|{line[2..]}|NULL|{line}", Read(WithCorrupt)[1]);
    }

    [Fact]
    public void A_line_break_within_quotes_needs_multiLine()
    {
        _workspace.Raw("a.csv", "id,name,city\n1,\"a\nb\",Leeds\n");
        Assert.Contains("multiLine", Assert.Throws<EdlakeException>(() => Read(Schema, "multiLine => false")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quoted_values_may_hold_delimiters_quotes_and_line_breaks()
    {
        _workspace.Raw("a.csv", "id,name,city\n1,\"King's Lynn\nNorfolk\",\"Washington, D.C.\"\n2,\"Newcastle \"\"upon Tyne\"\"\",x\"y\n");
        Assert.Equal(["1|King's Lynn\nNorfolk|Washington, D.C.", "2|Newcastle \"upon Tyne\"|x\"y"], Read(Schema));
    }

    [Fact]
    public void Line_breaks_within_quotes_are_those_of_the_lines_as_in_Spark()
    {
        _workspace.Raw("a.csv", "id,name,city\r\n1,\"a\r\nb\",Leeds\r\n");
        _workspace.Raw("b.csv", "id,name,city\n2,\"a\r\nb\",Leeds\n");
        Assert.Equal(["1|a\nb|Leeds", "2|a\r\nb|Leeds"], Read(Schema));
    }

    [Fact]
    public void Nothing_is_lost_where_blocks_of_a_large_file_begin_within_quotes()
    {
        var text = new StringBuilder("id,name,city\n");
        for (var i = 0; i < 400_000; i++)
            text.Append(i).Append(",\"line\n1,2,3\n\"\"two\"\", ").Append('x', i % 97).Append("\",Bath\n");
        _workspace.Raw("a.csv", text.ToString());
        Assert.Equal(["400000|79999800000|400000"], _workspace.Rows($"SELECT count(*), sum(CAST(id AS BIGINT)), count_if(city = 'Bath') FROM {Files(Schema)}"));
    }

    [Fact]
    public void Empty_files_and_files_of_a_header_alone_have_no_rows()
    {
        _workspace.Raw("a.csv", "");
        _workspace.Raw("b.csv", "id,name,city\n");
        _workspace.Raw("c.csv", "id,name,city\n1,Ann,Leeds");
        Assert.Equal(["1|Ann|Leeds"], Read(Schema));
    }

    [Fact]
    public void Empty_fields_are_null_and_so_is_the_null_text()
    {
        _workspace.Raw("a.csv", "id,name,city\n1,,\"\"\n2,n/a,x\n");
        Assert.Equal(["1|NULL|NULL", "2|n/a|x"], Read(Schema));
        Assert.Equal(["1|NULL|", "2|NULL|x"], Read(Schema, "nullValue => 'n/a'"));
    }

    [Fact]
    public void Delimiter_quote_escape_and_comment_are_the_options_say()
    {
        _workspace.Raw("a.csv", "id;name;city\n# a comment\n1;'A;nn';'it\\'s'\n");
        Assert.Equal(["1|A;nn|it's"], Read(Schema, "sep => ';'", "quote => '\\''", "escape => '\\\\'", "comment => '#'"));
    }

    [Theory]
    [InlineData("# c\n\n", 0)]
    [InlineData("\n", 0)]
    [InlineData("\n# c\n#\n\n", 0)]
    [InlineData("# c\nx,y\n\n# q\ny\n\n# d\n\n", 5)]
    public void Comments_and_empty_lines_before_the_header_are_no_header(string head, int skipped)
    {
        var text = $"{head}id,name,city\n\n# c\n1,Ann,Leeds\n";
        _workspace.Raw("a.csv", text);
        _workspace.Raw("b.csv", text.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal(["1|Ann|Leeds", "1|Ann|Leeds"], Read(Schema, "comment => '#'", $"skipRows => {skipped}"));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_an_error_or_a_malformed_record_never_silent()
    {
        _workspace.Raw("a.csv", [.. "id,name,city\n1,Ann,Leeds\n2,Z"u8, 0xFC, .. "rich,x\n"u8]);
        var rows = Read(WithCorrupt);
        Assert.Equal("1|Ann|Leeds|NULL", rows[0]);
        Assert.StartsWith("2|", rows[1], StringComparison.Ordinal);
        Assert.DoesNotContain("NULL", rows[1].Split('|')[^1], StringComparison.Ordinal);
        var error = Assert.Throws<EdlakeException>(() => Read(Schema));
        Assert.Contains("dbfs:/raw/a.csv, line 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_encoding_is_read_when_it_is_named()
    {
        _workspace.Raw("a.csv", "id,name,city\n1,Zürich,é\n", Encoding.Latin1);
        Assert.Equal(["1|Zürich|é"], Read(Schema, "encoding => 'ISO-8859-1'"));
        _workspace.Raw("a.csv", "id,name,city\n1,Zürich,é\n", Encoding.Unicode);
        Assert.Equal(["1|Zürich|é"], Read(Schema, "encoding => 'UTF-16LE'"));
    }

    [Fact]
    public void Gzipped_files_are_read_by_their_extension()
    {
        _workspace.RawGzip("a.csv.gz", "id,name,city\n1,Ann,Leeds\n2,Bob\n");
        Assert.Equal(["1|Ann|Leeds|NULL", "2|Bob|NULL|2,Bob"], Read(WithCorrupt));
    }

    [Fact]
    public void Typed_columns_are_converted_and_what_does_not_convert_is_rescued()
    {
        _workspace.Raw("a.csv", "id,amount,at\n1,9.50,2026-01-31 10:00:00\nx,\"12,50\",soon\n");
        Assert.Equal(
            ["1|9.50|2026-01-31T10:00:00Z|NULL", """NULL|NULL|NULL|{"id":"x","amount":"12,50","at":"soon","_file_path":"dbfs:/raw/a.csv"}"""],
            Read("id INT, amount DECIMAL(10,2), at TIMESTAMP", "rescuedDataColumn => '_rescued_data'"));
    }

    [Fact]
    public void Metadata_says_which_file_a_row_came_from_and_when_it_was_changed()
    {
        _workspace.Raw("a.csv", "id,name,city\n1,Ann,Leeds\n");
        _workspace.Raw("b.csv", "id,name,city\n2,Bob,Bath\n");
        Assert.Equal(
            ["1|dbfs:/raw/a.csv|a.csv|25|2026-01-05T10:30:15.123456Z", "2|dbfs:/raw/b.csv|b.csv|24|2026-01-05T10:30:15.123456Z"],
            _workspace.Rows($"SELECT id, _metadata.file_path, _metadata.file_name, _metadata.file_size, _metadata.file_modification_time FROM {Files(Schema)}"));
    }

    [Fact]
    public void Folders_of_partitions_give_columns()
    {
        _workspace.Raw("country=GB/day=1/a.csv", "id\n1\n");
        _workspace.Raw("country=__HIVE_DEFAULT_PARTITION__/day=2/a.csv", "id\n2\n");
        Assert.Equal(["1|GB|1", "2|NULL|2"], Read("id STRING, country STRING, day INT"));
    }

    [Fact]
    public void A_line_longer_than_a_record_may_be_is_an_error_that_names_it()
    {
        _workspace.Raw("a.csv", "id,name,city\n1,Ann,Leeds\n2," + new string('x', 100_000_000) + ",y\n3,Cy,Bath\n");
        var error = Assert.Throws<EdlakeException>(() => Read(WithCorrupt));
        Assert.Contains("dbfs:/raw/a.csv, line 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_is_not_there_is_named()
    {
        var error = Assert.ThrowsAny<Exception>(() => Read(Schema));
        Assert.Contains("dbfs:/raw", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_that_is_not_heeded_is_refused_by_name()
    {
        _workspace.Raw("a.csv", "id\n1\n");
        var error = Assert.Throws<SqlException>(() => Read("id STRING", "lineSep => '|'"));
        Assert.Contains("lineSep", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_load_counts_every_record_the_malformed_ones_too()
    {
        _workspace.Raw("a.csv", "id,name,city\n1,Ann,Leeds\n2,Bob\n3,Cy,Bath,extra\n");
        _workspace.Run($"CREATE TABLE t ({WithCorrupt})");
        var outcome = _workspace.Run($"INSERT INTO t SELECT * FROM {Files(WithCorrupt)}")!;
        Assert.Equal(3, outcome.RowsWritten);
        Assert.Equal(("dbfs:/raw", 3L, true), (outcome.Reads[0].Source, outcome.Reads[0].Rows, outcome.Reads[0].IsFiles));
        Assert.Equal(["1|Ann|Leeds|NULL", "2|Bob|NULL|2,Bob", "3|Cy|Bath|3,Cy,Bath,extra"], _workspace.Rows("SELECT * FROM t"));
    }

    public void Dispose() => _workspace.Dispose();

    private string[] Read(string schema, params string[] options) => _workspace.Rows($"SELECT * FROM {Files(schema, options)}");

    private string[] Read(string schema, bool header) => _workspace.Rows($"SELECT * FROM {Files(schema, header ? [] : ["header => false"])}");

    private static string Files(string schema, params string[] options)
    {
        string[] defaults = ["header => true", "multiLine => true", "escape => '\"'"];
        var given = defaults.Where(one => !options.Any(option => option.StartsWith(one.Split(' ')[0], StringComparison.Ordinal))).Concat(options);
        return $"read_files('dbfs:/raw', format => 'csv', schema => '{schema}', {string.Join(", ", given)})";
    }
}
