using Edlake.Diagnostics;
using Edlake.Spark.Connect;
using Edlake.Spark.Tests.Connect.Server;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Tests.Connect.Live;

/// <summary>A real server behind a connection that breaks.</summary>
[Trait("needs", "spark")]
public sealed class LostConnectionTests(LiveSpark spark)
{
    private const int Rows = 400_000;
    // One that Spark can stop, or it would hold the server's cores for ever: a join does not look whether it is still wanted, and the map stage of a
    // shuffle may begin after the statement that wants it was stopped.
    private const string Endless = "select id from range(1000000000000) where sqrt(id) < 0";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_large_result_over_a_connection_cut_again_and_again_is_whole()
    {
        await using var proxy = new TcpProxy(SparkConnectionString.Parse(spark.Address).Port);
        await using var session = await SparkConnectSession.OpenAsync(SparkConnectionString.Parse(proxy.Address), null, Cancellation);
        for (var i = 0; i < 8; i++)
            proxy.CutAfter.Enqueue(700_000);
        proxy.CutAll();
        var query = $"select id, repeat('x', cast(id % 20 as int)) as text from range(0, {Rows}, 1, 4)";
        await using var result = await session.ExecuteAsync(new SqlStatement(query), Cancellation);
        var next = 0L;
        await foreach (var row in result.ReadRowsAsync(Cancellation))
            Assert.Equal(next++, row[0]);
        Assert.Equal(Rows, next);
        Assert.True(proxy.Connections >= 8, $"{proxy.Connections} connections");
        Assert.Contains(result.Metrics, metric => metric.Values.Values.Any(value => value.Value == Rows));
    }

    [Fact]
    public async Task A_write_over_a_cut_connection_is_done_once()
    {
        await using var proxy = new TcpProxy(SparkConnectionString.Parse(spark.Address).Port);
        await using var session = await SparkConnectSession.OpenAsync(SparkConnectionString.Parse(proxy.Address), null, Cancellation);
        await session.RunAsync(new SqlStatement("create or replace table written (id bigint) using delta"), Cancellation);
        try
        {
            var slowly = "insert into written select id from range(1000) where java_method('java.lang.Thread', 'sleep', 2L) is not null";
            var writing = session.RunAsync(new SqlStatement(slowly), Cancellation);
            for (var cut = 0; cut < 6 && !writing.IsCompleted; cut++)
            {
                await Task.Delay(300, Cancellation);
                proxy.CutAll();
            }

            await writing;
            await using var result = await session.ExecuteAsync(new SqlStatement("select count(*), count(distinct id) from written"), Cancellation);
            Assert.Equal([1000L, 1000L], Assert.Single(await result.ReadRowsAsync(Cancellation).ToListAsync(Cancellation)));
        }
        finally
        {
            await session.RunAsync(new SqlStatement("drop table written"), Cancellation);
        }
    }

    [Fact]
    public async Task A_stream_that_the_server_ends_by_itself_is_taken_up()
    {
        await using var session = await spark.OpenAsync();
        Assert.Equal("500k", await session.ConfigAsync("spark.connect.execute.reattachable.senderMaxStreamSize", Cancellation));
        await using var result = await session.ExecuteAsync(new SqlStatement($"select id from range(0, {Rows}, 1, 4)"), Cancellation);
        Assert.Equal(Rows, await result.ReadRowsAsync(Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_statement_may_last_longer_than_a_stream()
    {
        await using var session = await spark.OpenAsync();
        Assert.Equal("5s", await session.ConfigAsync("spark.connect.execute.reattachable.senderMaxStreamDuration", Cancellation));
        var slow = new SqlStatement("select id, java_method('java.lang.Thread', 'sleep', 13000L) from range(2)");
        await using var result = await session.ExecuteAsync(slow, Cancellation);
        Assert.Equal(2, await result.ReadRowsAsync(Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_cancelled_query_stops_on_the_server()
    {
        await using var session = await spark.OpenAsync();
        using var cancel = new CancellationTokenSource();
        var running = await UnderWay(session, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Empty(await session.InterruptAsync(Cancellation));
    }

    [Fact]
    public async Task Another_client_s_interrupt_is_Spark_s_error()
    {
        await using var session = await spark.OpenAsync();
        var running = await UnderWay(session, Cancellation);
        IReadOnlyList<string> stopped = [];
        while (stopped.Count == 0 && !running.IsCompleted)
        {
            await Task.Delay(200, Cancellation);
            stopped = await session.InterruptAsync(Cancellation);
        }

        var error = await Assert.ThrowsAsync<SqlException>(() => running);
        Assert.Equal(("OPERATION_CANCELED", "HY008"), (error.ErrorClass, error.SqlState));
    }

    [Fact]
    public async Task Two_sessions_do_not_see_each_other_s_views()
    {
        await using var first = await spark.OpenAsync();
        await using var second = await spark.OpenAsync();
        await Task.WhenAll(
            first.RunAsync(new SqlStatement("create temporary view mine as select 1 as a"), Cancellation),
            second.RunAsync(new SqlStatement("create temporary view mine as select 2 as a"), Cancellation));
        Assert.Equal([1, 2], [await ValueAsync(first), await ValueAsync(second)]);

        static async Task<object?> ValueAsync(SparkConnectSession session)
        {
            await using var result = await session.ExecuteAsync(new SqlStatement("select a from mine"), Cancellation);
            return Assert.Single(await result.ReadRowsAsync(Cancellation).ToListAsync(Cancellation))[0];
        }
    }

    [Fact]
    public async Task A_server_started_anew_is_noticed()
    {
        var (installation, missing) = SparkInstallation.FindServer();
        Assert.SkipWhen(installation is null, missing);
        using var server = installation!.StartServer();
        var session = await SparkConnectSession.OpenAsync(SparkConnectionString.Parse(server.Address), null, Cancellation);
        await session.RunAsync(new SqlStatement("create temporary view v as select 1"), Cancellation);
        var port = server.Port;
        server.Stop();
        using var again = installation.StartServer(port);
        await using (session)
        {
            var error = await Assert.ThrowsAsync<EdlakeException>(() => session.RunAsync(new SqlStatement("select * from v"), Cancellation));
            Assert.Equal("INVALID_HANDLE.SESSION_CHANGED", error.ErrorClass);
        }
    }

    // Gives the endless statement when its tasks run.
    private static async Task<Task> UnderWay(SparkConnectSession session, CancellationToken cancellation)
    {
        var tasks = new TaskCompletionSource();
        var progress = new Progress<ExecutionProgress>(report =>
        {
            if (report.TasksInFlight > 0)
                tasks.TrySetResult();
        });
        var running = session.RunAsync(new SqlStatement(Endless) { Progress = progress }, cancellation);
        await Task.WhenAny(tasks.Task, running, Task.Delay(TimeSpan.FromSeconds(30), Cancellation));
        return running;
    }
}
