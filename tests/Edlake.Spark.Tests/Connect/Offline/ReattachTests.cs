using CsCheck;
using Edlake.Diagnostics;
using Edlake.Spark.Connect;
using Edlake.Spark.Connect.Protocol;
using Edlake.Spark.Tests.Connect.Server;

namespace Edlake.Spark.Tests.Connect.Offline;

/// <summary>Streams that break, end early or fall silent: no row is lost or doubled, and no plan runs twice.</summary>
public sealed class ReattachTests
{
    private const int Batches = 6;
    private const int RowsPerBatch = 5;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> Breaks
    {
        get
        {
            var all = new TheoryData<string, int>();
            foreach (var kind in new[] { FaultKind.Ends, FaultKind.Unavailable, FaultKind.Disconnected, FaultKind.Aborts })
            {
                foreach (var after in new[] { 0, 1, 3, Batches + 2 })
                    all.Add(kind.ToString(), after);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_stream_that_breaks_is_taken_up_behind_the_last_response(string kind, int after)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => Responses.Numbers(Batches, RowsPerBatch);
        server.Script.Faults.Enqueue(new StreamFault(after, Enum.Parse<FaultKind>(kind)));
        await using var session = await server.OpenAsync();
        Assert.Equal(All, await NumbersAsync(session));
        Assert.Single(server.Script.Seen<ExecutePlanRequest>());
        var reattach = Assert.Single(server.Script.Seen<ReattachExecuteRequest>());
        if (kind == nameof(FaultKind.Ends))
            Assert.Equal(after == 0 ? "" : Operation.ResponseId(after - 1), reattach.HasLastResponseId ? reattach.LastResponseId : "");
        Assert.Empty(server.Script.Operations);
    }

    [Fact]
    public async Task Any_sequence_of_breaks_gives_each_row_once()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => Responses.Numbers(Batches, RowsPerBatch);
        await using var session = await server.OpenAsync();
        FaultKind[] kinds = [FaultKind.Ends, FaultKind.Unavailable, FaultKind.Disconnected, FaultKind.Aborts];
        var fault = Gen.Select(Gen.Int[0, 3], Gen.Int[0, kinds.Length - 1].Select(i => kinds[i]), (after, kind) => new StreamFault(after, kind));
        await fault.Array[0, 4].SampleAsync(
            async faults =>
            {
                server.Script.Faults.Clear();
                foreach (var one in faults)
                    server.Script.Faults.Enqueue(one);
                Assert.Equal(All, await NumbersAsync(session));
            },
            iter: 60, threads: 1);
    }

    [Fact]
    public async Task A_plan_that_never_arrived_is_sent_again()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => Responses.Numbers(Batches, RowsPerBatch);
        server.Script.Faults.Enqueue(new StreamFault(0, FaultKind.NeverArrives));
        await using var session = await server.OpenAsync();
        Assert.Equal(All, await NumbersAsync(session));
        var sent = server.Script.Seen<ExecutePlanRequest>();
        Assert.Equal(2, sent.Count);
        Assert.Equal(sent[0].OperationId, sent[1].OperationId);
        Assert.True(sent[0].RequestOptions.Single().ReattachOptions.Reattachable);
    }

    [Fact]
    public async Task A_plan_of_which_something_was_answered_is_never_sent_again()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => Responses.Numbers(Batches, RowsPerBatch);
        server.Script.Faults.Enqueue(new StreamFault(3, FaultKind.Unavailable));
        await using var session = await server.OpenAsync();
        await using var result = await session.ReadAsync(new QueryRelation("q"), null, Cancellation);
        server.Script.Operations.Clear();
        var error = await Assert.ThrowsAsync<Edlake.Sql.Diagnostics.SqlException>(() => result.DrainAsync(Cancellation));
        Assert.Equal("INVALID_HANDLE.OPERATION_NOT_FOUND", error.ErrorClass);
        Assert.Single(server.Script.Seen<ExecutePlanRequest>());
    }

    [Fact]
    public async Task A_stream_that_falls_silent_is_dropped_and_taken_up()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => Responses.Numbers(Batches, RowsPerBatch);
        server.Script.Faults.Enqueue(new StreamFault(2, FaultKind.Hangs));
        await using var session = await server.OpenAsync(options: ScriptedServer.Quick with { SilenceLimit = TimeSpan.FromSeconds(4) });
        Assert.Equal(All, await NumbersAsync(session));
        Assert.Equal(Operation.ResponseId(1), Assert.Single(server.Script.Seen<ReattachExecuteRequest>()).LastResponseId);
    }

    [Fact]
    public async Task A_server_that_is_gone_is_given_up_after_the_retries()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => Responses.Numbers(Batches, RowsPerBatch);
        await using var session = await server.OpenAsync();
        for (var i = 0; i < 5; i++)
            server.Script.Faults.Enqueue(new StreamFault(0, FaultKind.Unavailable));
        var error = await Assert.ThrowsAsync<EdlakeException>(() => NumbersAsync(session));
        Assert.Equal("SPARK_UNREACHABLE", error.ErrorClass);
        Assert.Equal(4, server.Script.Seen<ReattachExecuteRequest>().Count);
        Assert.Empty(server.Script.Operations);
    }

    [Fact]
    public async Task Streams_that_end_as_soon_as_they_begin_are_given_up_after_the_retries()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => Responses.Numbers(Batches, RowsPerBatch);
        await using var session = await server.OpenAsync();
        for (var i = 0; i < 100; i++)
            server.Script.Faults.Enqueue(new StreamFault(0, FaultKind.Ends));
        var error = await Assert.ThrowsAsync<EdlakeException>(() => NumbersAsync(session));
        Assert.Equal("SPARK_UNREACHABLE", error.ErrorClass);
        Assert.Equal(5, server.Script.Seen<ReattachExecuteRequest>().Count);
    }

    [Fact]
    public async Task A_server_started_anew_ends_the_statement_and_is_not_read_on()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => Responses.Numbers(Batches, RowsPerBatch);
        await using var session = await server.OpenAsync();
        server.Script.Faults.Enqueue(new StreamFault(3, FaultKind.Restarts));
        var error = await Assert.ThrowsAsync<EdlakeException>(() => NumbersAsync(session));
        Assert.Equal("INVALID_HANDLE.SESSION_CHANGED", error.ErrorClass);
    }

    [Fact]
    public async Task The_server_session_first_seen_is_told_to_the_server_again()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => Responses.Numbers(1, 1);
        await using var session = await server.OpenAsync();
        await NumbersAsync(session);
        Assert.Equal("server-session-1", Assert.Single(server.Script.Seen<ExecutePlanRequest>()).ClientObservedServerSideSessionId);
    }

    [Fact]
    public async Task Responses_that_were_read_are_released()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => Responses.Numbers(Batches, RowsPerBatch);
        await using var session = await server.OpenAsync();
        await NumbersAsync(session);
        var released = server.Script.Seen<ReleaseExecuteRequest>();
        Assert.NotNull(released[^1].ReleaseAll);
        Assert.Contains(released, request => request.ReleaseUntil is not null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_statement_that_is_cancelled_or_left_is_stopped_on_the_server(bool isCancelled)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => Responses.Numbers(Batches, RowsPerBatch);
        server.Script.Faults.Enqueue(new StreamFault(3, FaultKind.Hangs));
        await using var session = await server.OpenAsync();
        using var cancel = new CancellationTokenSource();
        var result = await session.ReadAsync(new QueryRelation("q"), null, cancel.Token);
        await using (result)
        {
            if (isCancelled)
            {
                cancel.CancelAfter(200);
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => result.DrainAsync(Cancellation));
            }
        }

        var operation = Assert.Single(server.Script.Seen<ExecutePlanRequest>()).OperationId;
        Assert.Equal(operation, Assert.Single(server.Script.Seen<InterruptRequest>()).OperationId);
        Assert.NotNull(server.Script.Seen<ReleaseExecuteRequest>()[^1].ReleaseAll);
    }

    [Fact]
    public async Task A_result_may_be_left_after_its_session()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => Responses.Numbers(Batches, RowsPerBatch);
        var session = await server.OpenAsync();
        var result = await session.ReadAsync(new QueryRelation("q"), null, Cancellation);
        await session.DisposeAsync();
        await result.DisposeAsync();
        Assert.Empty(server.Script.Seen<InterruptRequest>());
    }

    private static IReadOnlyList<long> All => [.. Enumerable.Range(0, Batches * RowsPerBatch).Select(i => (long)i)];

    private static async Task<IReadOnlyList<long>> NumbersAsync(SparkConnectSession session)
    {
        await using var result = await session.ReadAsync(new QueryRelation("q"), null, Cancellation);
        return await result.ReadRowsAsync(Cancellation).Select(row => (long)row[0]!).ToListAsync(Cancellation);
    }
}
