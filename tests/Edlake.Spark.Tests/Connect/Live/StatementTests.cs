using Apache.Arrow;
using Edlake.Diagnostics;
using Edlake.Spark.Connect;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Spark.Tests.Connect.Live;

/// <summary>Statements on a real server.</summary>
[Trait("needs", "spark")]
public sealed class StatementTests(LiveSpark spark)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_larger_than_a_batch_comes_in_several_and_whole()
    {
        await using var session = await spark.OpenAsync();
        await using var result = await session.ExecuteAsync(new SqlStatement("select id, id * 2 as twice from range(25000)"), Cancellation);
        Assert.False(result.IsCommand);
        Assert.Equal("id BIGINT NOT NULL,twice BIGINT NOT NULL", result.Schema.Ddl);
        var (batches, sum) = (0, 0L);
        await foreach (var batch in result.ReadAsync(Cancellation))
        {
            batches++;
            sum += ((Int64Array)batch.Column(1)).Values.ToArray().Sum();
        }

        Assert.True(batches >= 3, $"{batches} batches");
        Assert.Equal(25000L * 24999, sum);
        Assert.Contains(result.Metrics, metric => metric.Values.Values.Any(value => value.Value == 25000));
    }

    [Fact]
    public async Task An_answer_without_rows_has_its_schema()
    {
        await using var session = await spark.OpenAsync();
        var none = new SqlStatement("select id, cast(null as decimal(10,2)) as d from range(10) where id > 100");
        await using var result = await session.ExecuteAsync(none, Cancellation);
        Assert.Equal("id BIGINT NOT NULL,d DECIMAL(10,2)", result.Schema.Ddl);
        Assert.Empty(await result.ReadAsync(Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_command_is_done_and_tells_its_rows()
    {
        await using var session = await spark.OpenAsync();
        await session.RunAsync(new SqlStatement("create or replace temporary view v as select 1 as a"), Cancellation);
        var result = await session.ExecuteAsync(new SqlStatement("show views"), Cancellation);
        Assert.True(result.IsCommand);
        var batch = Assert.Single(await result.ReadAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Equal("v", ((StringArray)batch.Column(1)).GetString(0));
    }

    [Fact]
    public async Task Parameters_by_name_and_by_position_take_their_places()
    {
        await using var session = await spark.OpenAsync();
        var named = new SqlStatement("select :a + 1, :b")
        {
            NamedArguments = new Dictionary<string, BoundLiteral> { ["a"] = new(41, new IntegerType()), ["b"] = new(null, new DateType()) },
        };
        await using var result = await session.ExecuteAsync(named, Cancellation);
        var batch = Assert.Single(await result.ReadAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Equal(42, ((Int32Array)batch.Column(0)).GetValue(0));
        Assert.True(batch.Column(1).IsNull(0));
        Assert.Equal(new DateType(), result.Schema.Fields[1].Type);

        var positional = new SqlStatement("select ? || ?") { PositionalArguments = [new("x", new StringType()), new("y", new StringType())] };
        await using var second = await session.ExecuteAsync(positional, Cancellation);
        Assert.Equal("xy", ((StringArray)Assert.Single(await second.ReadAsync(Cancellation).ToListAsync(Cancellation)).Column(0)).GetString(0));
    }

    [Fact]
    public async Task An_error_has_its_class_state_and_place()
    {
        await using var session = await spark.OpenAsync();
        var missing = await Assert.ThrowsAsync<SqlException>(() => session.ExecuteAsync(new SqlStatement("select *\nfrom nowhere"), Cancellation));
        Assert.Equal(("TABLE_OR_VIEW_NOT_FOUND", "42P01"), (missing.ErrorClass, missing.SqlState));
        Assert.Equal(new SourceSpan(14, 7), missing.Span);
        var syntax = await Assert.ThrowsAsync<SqlException>(() => session.ExecuteAsync(new SqlStatement("select 1\n  fro x y z"), Cancellation));
        Assert.Equal(("PARSE_SYNTAX_ERROR", "42601"), (syntax.ErrorClass, syntax.SqlState));
        Assert.Equal(2, new SourceText("select 1\n  fro x y z").PositionOf(syntax.Span!.Value.Start).Line);
        var division = await Assert.ThrowsAsync<SqlException>(() => session.RunAsync(new SqlStatement("select 1/(id - 3) from range(10)"), Cancellation));
        Assert.Equal(("DIVIDE_BY_ZERO", "22012"), (division.ErrorClass, division.SqlState));
        Assert.Equal(new SourceSpan(7, 10), division.Span);
        Assert.DoesNotContain("SQLSTATE", division.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_are_set_read_and_taken_back()
    {
        await using var session = await spark.OpenAsync();
        await session.SetConfigAsync("edlake.test", "7", Cancellation);
        Assert.Equal("7", await session.ConfigAsync("edlake.test", Cancellation));
        await session.UnsetConfigAsync("edlake.test", Cancellation);
        Assert.Null(await session.ConfigAsync("edlake.test", Cancellation));
        Assert.StartsWith("4.", session.SparkVersion, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_become_a_view_whose_rows_are_counted_as_they_pass()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("people.csv", "id,name\n1,Ada\n2,Zoë\nx,y\n");
        await using var session = await spark.OpenAsync();
        var files = new FilesRelation("csv", [file])
        {
            Schema = TypeSyntax.ParseSchema("id STRING, name STRING"),
            Options = new Dictionary<string, string> { ["header"] = "true" },
        };
        Assert.Equal("id STRING,name STRING", (await session.SchemaOfAsync(files, Cancellation)).Ddl);
        var observed = new ObservedRelation(files, "people", new Dictionary<string, string> { ["rows"] = "count(1)", ["last"] = "max(name)" });
        await session.CreateViewAsync("people", observed, Cancellation);
        var result = await session.RunAsync(new SqlStatement("select count(*) from people where id = '1'"), Cancellation);
        var figures = Assert.Single(result.Observed, metric => metric.Name == "people");
        Assert.Equal(3L, figures.Values["rows"]);
        Assert.Equal("y", figures.Values["last"]);
    }

    [Fact]
    public async Task Rows_sent_along_become_a_view()
    {
        await using var session = await spark.OpenAsync();
        var schema = TypeSyntax.ParseSchema("n INT, s STRING");
        var batch = new RecordBatch(
            new Schema.Builder()
                .Field(field => field.Name("a").DataType(Apache.Arrow.Types.Int64Type.Default).Nullable(true))
                .Field(field => field.Name("b").DataType(Apache.Arrow.Types.StringType.Default).Nullable(true)).Build(),
            [new Int64Array.Builder().Append(1).AppendNull().Build(), new StringArray.Builder().Append("x").Append("y").Build()], 2);
        await session.CreateViewAsync("sent", new LocalRowsRelation(schema, [batch, batch]), Cancellation);
        await using var result = await session.ExecuteAsync(new SqlStatement("select count(*), count(n), max(s) from sent"), Cancellation);
        var answer = Assert.Single(await result.ReadAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Equal((4L, 2L), (((Int64Array)answer.Column(0)).GetValue(0), ((Int64Array)answer.Column(1)).GetValue(0)));
        await session.CreateViewAsync("nothing", new LocalRowsRelation(schema, []), Cancellation);
        Assert.Equal(schema.Ddl, (await session.SchemaOfAsync(new QueryRelation("select * from nothing"), Cancellation)).Ddl);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_by_its_address()
    {
        var options = new SparkConnectOptions { ConnectTimeout = TimeSpan.FromSeconds(1) };
        var nowhere = SparkConnectionString.Parse("sc://localhost:1");
        var error = await Assert.ThrowsAsync<EdlakeException>(() => SparkConnectSession.OpenAsync(nowhere, options, Cancellation));
        Assert.Equal("SPARK_UNREACHABLE", error.ErrorClass);
        Assert.Contains("sc://localhost:1", error.Message, StringComparison.Ordinal);
    }
}
