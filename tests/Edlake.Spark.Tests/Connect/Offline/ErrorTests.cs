using Edlake.Diagnostics;
using Edlake.Spark.Connect;
using Edlake.Spark.Connect.Protocol;
using Edlake.Spark.Tests.Connect.Server;
using Edlake.Sql.Diagnostics;
using Details = Edlake.Spark.Connect.Protocol.FetchErrorDetailsResponse.Types;

namespace Edlake.Spark.Tests.Connect.Offline;

/// <summary>Errors that come cut, bare or whole.</summary>
public sealed class ErrorTests
{
    private const string Statement = "select\n  a / b from t";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_call_does_not_carry_is_fetched()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => throw Failures.OfSpark("[DIVIDE_BY_ZERO] Divi…", ("errorId", "e1"));
        server.Script.ErrorDetails["e1"] = new FetchErrorDetailsResponse
        {
            RootErrorIdx = 0,
            Errors =
            {
                new Details.Error
                {
                    ErrorTypeHierarchy = { "org.apache.spark.SparkArithmeticException" },
                    Message = "\n[DIVIDE_BY_ZERO] Division by zero. SQLSTATE: 22012\n== SQL (line 2, position 3) ==",
                    CauseIdx = 1,
                    StackTrace = { new Details.StackTraceElement { DeclaringClass = "a.B", MethodName = "c", FileName = "B.scala", LineNumber = 7 } },
                    SparkThrowable = new Details.SparkThrowable
                    {
                        ErrorClass = "DIVIDE_BY_ZERO",
                        SqlState = "22012",
                        MessageParameters = { { "config", "ansi" } },
                        QueryContexts = { new Details.QueryContext { StartIndex = 9, StopIndex = 13, Fragment = "a / b" } },
                    },
                },
                new Details.Error { ErrorTypeHierarchy = { "java.lang.ArithmeticException" }, Message = "/ by zero", CauseIdx = 0 },
            },
        };
        await using var session = await server.OpenAsync();
        var error = await Assert.ThrowsAsync<SqlException>(() => session.ExecuteAsync(new SqlStatement(Statement), Cancellation));
        Assert.Equal(("DIVIDE_BY_ZERO", "22012", "Division by zero."), (error.ErrorClass, error.SqlState, error.Text));
        Assert.Equal("a / b", new SourceText(Statement).TextOf(error.Span!.Value));
        var whole = Assert.IsType<SparkServerException>(error.InnerException);
        Assert.Equal(("org.apache.spark.SparkArithmeticException", "ansi", "a.B.c(B.scala:7)"), (whole.JavaClass, whole.MessageParameters["config"], whole.ServerStackTrace));
        Assert.Equal("/ by zero", whole.InnerException!.Message);
    }

    [Fact]
    public async Task Without_details_the_call_s_own_words_do()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => throw Failures.OfSpark(
            "[TABLE_OR_VIEW_NOT_FOUND] The table `t` cannot be found. SQLSTATE: 42P01; line 2 pos 13;\n'Project", ("errorId", "gone"),
            ("errorClass", "TABLE_OR_VIEW_NOT_FOUND"), ("sqlState", "42P01"), ("messageParameters", "{\"relationName\":\"`t`\"}"));
        await using var session = await server.OpenAsync();
        var error = await Assert.ThrowsAsync<SqlException>(() => session.ExecuteAsync(new SqlStatement(Statement), Cancellation));
        Assert.Equal("The table `t` cannot be found.", error.Text);
        Assert.Equal("`t`", ((SparkServerException)error.InnerException!).MessageParameters["relationName"]);
        Assert.Equal((2, 14), (error.At(new SourceText(Statement)).Position!.Line, error.At(new SourceText(Statement)).Position!.Column));
    }

    [Fact]
    public async Task An_error_inside_a_view_is_not_placed_in_the_statement()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => throw Failures.OfSpark("cut", ("errorId", "e1"));
        server.Script.ErrorDetails["e1"] = new FetchErrorDetailsResponse
        {
            RootErrorIdx = 0,
            Errors =
            {
                new Details.Error
                {
                    Message = "[DIVIDE_BY_ZERO] Division by zero. SQLSTATE: 22012",
                    SparkThrowable = new Details.SparkThrowable
                    {
                        ErrorClass = "DIVIDE_BY_ZERO",
                        SqlState = "22012",
                        QueryContexts = { new Details.QueryContext { ObjectType = "VIEW", ObjectName = "v", StartIndex = 1, StopIndex = 3 } },
                    },
                },
            },
        };
        await using var session = await server.OpenAsync();
        Assert.Null((await Assert.ThrowsAsync<SqlException>(() => session.ExecuteAsync(new SqlStatement(Statement), Cancellation))).Span);
    }

    [Fact]
    public async Task A_plain_Java_exception_has_no_class_of_Spark()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => throw Failures.OfSpark("null pointer");
        await using var session = await server.OpenAsync();
        var error = await Assert.ThrowsAsync<EdlakeException>(() => session.ExecuteAsync(new SqlStatement(Statement), Cancellation));
        Assert.Equal("SPARK_ERROR", error.ErrorClass);
        Assert.Contains("null pointer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_the_server_closed_says_what_to_do()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => throw Failures.OfHandle("SESSION_CLOSED");
        await using var session = await server.OpenAsync();
        var error = await Assert.ThrowsAsync<EdlakeException>(() => session.ExecuteAsync(new SqlStatement(Statement), Cancellation));
        Assert.Equal("INVALID_HANDLE.SESSION_CLOSED", error.ErrorClass);
        Assert.NotNull(error.Hint);
    }
}
