using Edlake.Diagnostics;
using Edlake.Spark.Connect;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Tests.Connect.Live;

/// <summary>The kinds of error a real server raises.</summary>
[Trait("needs", "spark")]
public sealed class ServerErrorTests(LiveSpark spark)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("select 1; select 2", "PARSE_SYNTAX_ERROR", "42601")]
    [InlineData("select nothing", "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION", "42703")]
    [InlineData("select cast(id || 'x' as int) from range(10)", "CAST_INVALID_INPUT", "22018")]
    [InlineData("select raise_error('oh no') from range(1)", "USER_RAISED_EXCEPTION", "P0001")]
    [InlineData("select assert_true(id < 5) from range(10)", "USER_RAISED_EXCEPTION", "P0001")]
    public async Task A_failing_statement_has_Spark_s_class(string statement, string errorClass, string state)
    {
        await using var session = await spark.OpenAsync();
        var error = await Assert.ThrowsAsync<SqlException>(() => session.RunAsync(new SqlStatement(statement), Cancellation));
        Assert.Equal((errorClass, state), (error.ErrorClass, error.SqlState));
        Assert.IsType<SparkServerException>(error.InnerException);
        Assert.DoesNotContain("[" + errorClass, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_too_long_for_the_call_arrives_whole()
    {
        await using var session = await spark.OpenAsync();
        var raising = new SqlStatement("select raise_error(repeat('long ', 2000)) from range(1)");
        var error = await Assert.ThrowsAsync<SqlException>(() => session.RunAsync(raising, Cancellation));
        Assert.Equal("USER_RAISED_EXCEPTION", error.ErrorClass);
        Assert.Contains(string.Concat(Enumerable.Repeat("long ", 1999)), error.Text, StringComparison.Ordinal);
        Assert.Equal(10_000, ((SparkServerException)error.InnerException!).MessageParameters["errorMessage"].Length);
    }

    [Fact]
    public async Task The_server_s_stack_trace_comes_when_it_was_asked_for()
    {
        await using var session = await spark.OpenAsync(new SparkConnectOptions { ServerStackTrace = true });
        var error = await Assert.ThrowsAsync<SqlException>(() => session.RunAsync(new SqlStatement("select nothing"), Cancellation));
        Assert.Contains("org.apache.spark.sql", ((SparkServerException)error.InnerException!).ServerStackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_of_the_server_s_own_cannot_be_set()
    {
        await using var session = await spark.OpenAsync();
        var error = await Assert.ThrowsAsync<SqlException>(() => session.SetConfigAsync("spark.sql.warehouse.dir", "/tmp", Cancellation));
        Assert.Equal("CANNOT_MODIFY_CONFIG", error.ErrorClass);
    }

    [Fact]
    public async Task A_setting_s_bad_value_is_an_error_without_a_class()
    {
        await using var session = await spark.OpenAsync();
        var error = await Assert.ThrowsAnyAsync<Exception>(() => session.SetConfigAsync("spark.sql.shuffle.partitions", "many", Cancellation));
        Assert.True(error is EdlakeException or SqlException, error.GetType().Name);
        Assert.Contains("spark.sql.shuffle.partitions", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_closed_by_another_client_says_so()
    {
        await using var session = await spark.OpenAsync();
        var same = SparkConnectionString.Parse($"{spark.Address}/;session_id={session.SessionId}");
        await (await SparkConnectSession.OpenAsync(same, null, Cancellation)).DisposeAsync();
        var error = await Assert.ThrowsAsync<EdlakeException>(() => session.RunAsync(new SqlStatement("select 1"), Cancellation));
        Assert.Equal("INVALID_HANDLE.SESSION_CLOSED", error.ErrorClass);
    }
}
