using System.Text;
using Apache.Arrow;
using Edlake.DuckDb.Tests;
using Edlake.Spark.Connect;
using Edlake.Spark.Reading;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Spark.Tests.Reading;

/// <summary>Raw files read by Spark give the rows that the embedded engine gives.</summary>
[Trait("needs", "spark")]
public sealed class RawFileParityTests(LiveSpark spark)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Cases => [.. RawFileCases.All.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Both_engines_read_the_same_rows_and_count_the_same_records(string name)
    {
        var read = RawFileCases.All.Single(item => item.Name == name);
        using var workspace = new TestWorkspace();
        read.Write(workspace);
        var scan = workspace.Bound($"SELECT * FROM {read.Call}");
        var select = $"SELECT {string.Join(", ", scan.Output.Select(column => $"{(column.Type is BinaryType ? "hex" : "string")}(`{column.Name}`) AS `{column.Name}`"))} FROM ";
        var outcome = workspace.Run($"CREATE OR REPLACE TABLE embedded AS {select}{read.Call}")!;

        await using var session = await spark.OpenAsync();
        var views = new RawFileViews(session, workspace.Context());
        var view = await views.CreateAsync(scan, views.List(scan), "raw", Cancellation);
        await Put(session, view);
        await using var result = await session.ExecuteAsync(new SqlStatement(select + view.Name), Cancellation);
        var rows = await Rows(result);

        Assert.Equal(workspace.Rows("SELECT * FROM embedded"), rows);
        Assert.Equal(outcome.Reads.Single().Rows, view.Rows(result.Observed));
    }

    [Fact]
    public async Task Parquet_files_are_read_by_names_and_what_cannot_be_rescued_is_refused()
    {
        using var workspace = new TestWorkspace();
        workspace.Run("CREATE TABLE p1 USING delta AS SELECT 1 AS a, timestamp '2026-01-31 10:00:00' AS t", "CREATE TABLE p2 USING delta AS SELECT 2 AS a, 'x' AS b, array(1.50) AS l");
        workspace.Raw("1.parquet", File.ReadAllBytes(Directory.GetFiles(workspace.TableFolder("p1"), "*.parquet").Single()));
        workspace.Raw("2.parquet", File.ReadAllBytes(Directory.GetFiles(workspace.TableFolder("p2"), "*.parquet").Single()));
        await using var session = await spark.OpenAsync();
        var views = new RawFileViews(session, workspace.Context());

        const string Wide = "read_files('dbfs:/raw', format => 'parquet', schema => 'b STRING, a INT, t TIMESTAMP, l ARRAY<DECIMAL(3,2)>, z INT', rescuedDataColumn => '_rescued_data')";
        const string Columns = "SELECT string(a), b, string(t), string(l), string(z), _rescued_data, string(_metadata) FROM ";
        var scan = workspace.Bound($"SELECT * FROM {Wide}");
        var view = await views.CreateAsync(scan, views.List(scan), "parquet", Cancellation);
        await Put(session, view);
        await using var result = await session.ExecuteAsync(new SqlStatement(Columns + view.Name), Cancellation);
        Assert.Equal(workspace.Rows(Columns + Wide), await Rows(result));
        Assert.Equal(2, view.Rows(result.Observed));

        var narrow = workspace.Bound("SELECT * FROM read_files('dbfs:/raw', format => 'parquet', schema => 'a INT', rescuedDataColumn => '_rescued_data')");
        var error = await Assert.ThrowsAsync<SqlException>(() => views.CreateAsync(narrow, views.List(narrow), "narrow", Cancellation));
        Assert.Contains("`b`", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mode => 'FAILFAST'", "id STRING, name STRING", "id,name\n1,Ann\n2\n", "FAILED_READ_FILE.NO_HINT", "the record is malformed: 2.")]
    [InlineData("mode => 'FAILFAST'", "id INT, name STRING", "id,name\nx,Ann\n", "FAILED_READ_FILE.NO_HINT", "`id` INT cannot take 'x'")]
    [InlineData("mode => 'DROPMALFORMED'", "id INT, name STRING", "id,name\nx,Ann\n", "UNSUPPORTED_FEATURE", "`id` INT cannot take 'x'")]
    [InlineData("multiLine => true", "id INT, name STRING, _corrupt_record STRING", "id,name\nx,Ann\n", "UNSUPPORTED_FEATURE", "Declare `id` STRING")]
    [InlineData("multiLine => true", "id STRING, name STRING", "id,name\n\"1,Ann\n2,Bob\n", "FAILED_READ_FILE.NO_HINT", "never closed")]
    [InlineData("multiLine => true", "id STRING, name STRING", "id,name\n1,\"Ann\n2,Bob\n", "FAILED_READ_FILE.NO_HINT", "never closed")]
    [InlineData("multiLine => true", "id STRING, name STRING", "id,name\n1,\"Ann\r\n2,B\"\"b\"\"", "FAILED_READ_FILE.NO_HINT", "never closed")]
    [InlineData("multiLine => true", "id STRING, name STRING", "id,name\n1,\"Ann\n\n", "FAILED_READ_FILE.NO_HINT", "never closed")]
    [InlineData("multiLine => false", "id STRING, name STRING, city STRING", "id,name,city\n1,\"a\nb\",x\n", "FAILED_READ_FILE.NO_HINT", "multiLine")]
    [InlineData("multiLine => true", "id STRING, name STRING", "id,name\n1,\u00FF\n", "FAILED_READ_FILE.NO_HINT", "not UTF-8")]
    [InlineData("skipRows => 1", "id STRING, name STRING", "id,name\n1,2\n", "UNSUPPORTED_FEATURE", "skipRows")]
    public async Task What_may_not_be_read_as_asked_is_an_error_that_names_it(string option, string schema, string content, string errorClass, string part)
    {
        using var workspace = new TestWorkspace();
        workspace.Raw("a.csv", Encoding.Latin1.GetBytes(content));
        await using var session = await spark.OpenAsync();
        var views = new RawFileViews(session, workspace.Context());
        var scan = workspace.Bound($"SELECT * FROM read_files('dbfs:/raw', format => 'csv', header => true, escape => '\"', schema => '{schema}', {option})");
        var error = await Assert.ThrowsAsync<SqlException>(async () =>
        {
            var view = await views.CreateAsync(scan, views.List(scan), "raw", Cancellation);
            await Put(session, view);
            await session.RunAsync(new SqlStatement($"SELECT * FROM {view.Name}"), Cancellation);
        });
        error = RaisedErrors.Of(error) ?? error;
        Assert.Equal(errorClass, error.ErrorClass);
        Assert.Contains(part, error.Text, StringComparison.Ordinal);
        Assert.True(error.ErrorClass == "UNSUPPORTED_FEATURE" || error.Text.Contains("dbfs:/raw/a.csv", StringComparison.Ordinal), error.Text);
    }

    [Fact]
    public async Task A_write_tells_how_many_records_it_read()
    {
        using var workspace = new TestWorkspace();
        workspace.Raw("a.csv", "id,name\n1,Ann\n2\n3,Cy\n");
        workspace.Raw("b.csv", "name,id\nDan,4\n");
        await using var session = await spark.OpenAsync();
        var views = new RawFileViews(session, workspace.Context());
        var scan = workspace.Bound("SELECT * FROM read_files('dbfs:/raw', format => 'csv', header => true, schema => 'id STRING, name STRING')");
        var view = await views.CreateAsync(scan, views.List(scan), "raw", Cancellation);
        var table = $"delta.`{workspace.TableFolder("written")}`";
        await session.RunAsync(new SqlStatement($"CREATE TABLE {table} (id STRING, name STRING, file STRING) USING delta"), Cancellation);
        var insert = await session.RunAsync(new SqlStatement($"INSERT INTO {table} SELECT id, name, _metadata.file_name FROM {view.Name} WHERE id <> '1'") { Relations = view.Relations }, Cancellation);
        Assert.Equal(4, view.Rows(insert.Observed));
    }

    private static async Task Put(SparkConnectSession session, RawFileView view)
    {
        foreach (var (name, relation) in view.Relations)
            await session.CreateViewAsync(name, relation, Cancellation);
    }

    private static async Task<string[]> Rows(SparkResult result)
    {
        var rows = new List<string>();
        await foreach (var batch in result.ReadAsync(Cancellation))
        {
            for (var i = 0; i < batch.Length; i++)
                rows.Add(string.Join('|', batch.Arrays.Select(array => ((StringArray)array).GetString(i) ?? "NULL")));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }
}
