using Edlake.Sql.Diagnostics;

namespace Edlake.DuckDb.Tests.Reading.Files;

public sealed class SchemaInferenceTests : IDisposable
{
    private readonly TestWorkspace _workspace = new();

    // The types are those that Spark 4.0.1 gives these values with inferSchema.
    [Theory]
    [InlineData("1", "2", "INT")]
    [InlineData("1", "3000000000", "BIGINT")]
    [InlineData("12345678901234567890", "1", "DECIMAL(20,0)")]
    [InlineData("1.5", "2d", "DOUBLE")]
    [InlineData("NaN", "Inf", "DOUBLE")]
    [InlineData(" 1", "2", "DOUBLE")]
    [InlineData("12345678901234567890", "1.5", "DOUBLE")]
    [InlineData("2024-01-05", "2024-01-06", "DATE")]
    [InlineData("2024-01-05", "2024-01-06 10:00:00", "TIMESTAMP")]
    [InlineData("2024-01-05T10:00:00Z", "2024-01-05T10:00:00.5+01:00", "TIMESTAMP")]
    [InlineData("2024-1-5", "2024-1-6", "TIMESTAMP")]
    [InlineData("true", "FALSE", "BOOLEAN")]
    [InlineData("1", "true", "STRING")]
    [InlineData("1", "", "INT")]
    [InlineData("", "", "STRING")]
    public void The_type_of_a_CSV_column_is_the_one_that_all_its_values_have(string first, string second, string type)
    {
        _workspace.Raw("a.csv", $"k,v\nx,{first}\ny,{second}\n");
        Assert.Equal(["STRING|" + type.ToLowerInvariant()], Types("read_files('dbfs:/raw/a.csv')"));
        _workspace.Run("CREATE OR REPLACE TEMPORARY VIEW w USING csv OPTIONS (path 'dbfs:/raw/a.csv', header 'true', inferSchema 'true')");
        Assert.Equal(["STRING|" + type.ToLowerInvariant()], Types("w"));
    }

    [Fact]
    public void Read_files_adds_what_does_not_fit_and_takes_the_columns_of_all_files()
    {
        _workspace.Raw("a.csv", "k,v\nx,1\n");
        _workspace.Raw("b.csv", "v,n\n2.5,true\n");
        Assert.Equal(["NULL|2.5|true|NULL", "x|1.0|NULL|NULL"], _workspace.Rows("SELECT k, v, n, _rescued_data FROM read_files('dbfs:/raw', format => 'csv')"));
    }

    [Fact]
    public void Types_are_not_inferred_where_that_is_not_wanted_and_hints_go_before_what_is_found()
    {
        _workspace.Raw("a.csv", "k,v\n1,2.50\n");
        Assert.Equal(["string|string"], _workspace.Rows("SELECT typeof(k), typeof(v) FROM read_files('dbfs:/raw/a.csv', inferColumnTypes => false)"));
        Assert.Equal(["int|decimal(10,2)|2.50"], _workspace.Rows("SELECT typeof(k), typeof(v), v FROM read_files('dbfs:/raw/a.csv', schemaHints => 'V DECIMAL(10,2)')"));
        _workspace.Raw("b.json", "{\"a\":1,\"b\":{\"c\":true}}\n");
        Assert.Equal(["bigint|struct<c:boolean>"], _workspace.Rows("SELECT typeof(a), typeof(b) FROM read_files('dbfs:/raw/b.json')"));
        Assert.Equal(["string|string|{\"c\":true}"], _workspace.Rows("SELECT typeof(a), typeof(b), b FROM read_files('dbfs:/raw/b.json', inferColumnTypes => false)"));
        Assert.Equal(["string|struct<c:string>"], _workspace.Rows("SELECT typeof(a), typeof(b) FROM read_files('dbfs:/raw/b.json', primitivesAsString => true)"));
    }

    [Fact]
    public void A_format_of_dates_serves_to_find_them()
    {
        _workspace.Raw("a.csv", "v\n31/01/2026\n");
        Assert.Equal(["date|2026-01-31"], _workspace.Rows("SELECT typeof(v), v FROM read_files('dbfs:/raw/a.csv', dateFormat => 'dd/MM/yyyy')"));
        Assert.Equal(["string"], _workspace.Rows("SELECT typeof(v) FROM read_files('dbfs:/raw/a.csv')"));
    }

    [Fact]
    public void The_sessions_time_zone_may_be_named()
    {
        _workspace.Raw("a.csv", "v\n2026-01-31 10:00:00\n");
        _workspace.Run("SET TIME ZONE 'Europe/Paris'");
        Assert.Equal(["1769850000"], _workspace.Rows("SELECT unix_timestamp(v) FROM read_files('dbfs:/raw/a.csv', timeZone => 'Europe/Paris')"));
    }

    [Fact]
    public void Names_are_read_in_the_encoding_of_the_file()
    {
        _workspace.Raw("a.csv", "größe\n1\n", System.Text.Encoding.Latin1);
        Assert.Equal(["1"], _workspace.Rows("SELECT `größe` FROM read_files('dbfs:/raw/a.csv', encoding => 'ISO-8859-1')"));
    }

    [Fact]
    public void Read_files_takes_the_columns_of_all_Parquet_files()
    {
        _workspace.Run(
            "CREATE TABLE p1 USING delta AS SELECT 1 AS a", "CREATE TABLE p2 USING delta AS SELECT 2 AS a, 'x' AS b");
        var files = new[] { "p1", "p2" }.Select(table => Directory.GetFiles(_workspace.TableFolder(table), "*.parquet").Single()).ToList();
        for (var i = 0; i < files.Count; i++)
            _workspace.Raw($"{i}.parquet", File.ReadAllBytes(files[i]));
        Assert.Equal(["1|NULL|NULL", "2|x|NULL"], _workspace.Rows("SELECT a, b, _rescued_data FROM read_files('dbfs:/raw', format => 'parquet')"));
        const string Narrow = "SELECT * FROM read_files('dbfs:/raw', format => 'parquet', schema => 'a INT'";
        Assert.Equal(["1", "2"], _workspace.Rows(Narrow + ")"));
        var error = Assert.Throws<SqlException>(() => _workspace.Rows(Narrow + ", rescuedDataColumn => '_rescued_data')"));
        Assert.Contains("`b`", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private string[] Types(string source) => [.. _workspace.Rows($"SELECT upper(typeof(k)), typeof(v) FROM {source}").Distinct()];
}
