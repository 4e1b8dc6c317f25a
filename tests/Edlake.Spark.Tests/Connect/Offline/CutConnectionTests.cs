using CsCheck;
using Edlake.Spark.Connect;
using Edlake.Spark.Connect.Protocol;
using Edlake.Spark.Tests.Connect.Server;

namespace Edlake.Spark.Tests.Connect.Offline;

/// <summary>Connections that are cut in the middle of a frame, delayed, or refused.</summary>
public sealed class CutConnectionTests
{
    private const int Batches = 20;
    private const int RowsPerBatch = 50;

    private static readonly SparkConnectOptions Patient = ScriptedServer.Quick with
    {
        Retries = ScriptedServer.Quick.Retries with { MaxRetries = 12 },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_cut_after_any_number_of_bytes_lose_and_double_no_row()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => Responses.Numbers(Batches, RowsPerBatch);
        var wanted = Enumerable.Range(0, Batches * RowsPerBatch).Select(i => (long)i).ToList();
        await Gen.Int[1, 12_000].Array[1, 6].SampleAsync(
            async cuts =>
            {
                await using var proxy = new TcpProxy(server.Port);
                await using var session = await SparkConnectSession.OpenAsync(SparkConnectionString.Parse(proxy.Address), Patient, Cancellation);
                foreach (var cut in cuts)
                    proxy.CutAfter.Enqueue(cut);
                proxy.CutAll();
                await using var result = await session.ReadAsync(new QueryRelation("q"), null, Cancellation);
                Assert.Equal(wanted, await result.ReadRowsAsync(Cancellation).Select(row => (long)row[0]!).ToListAsync(Cancellation));
            },
            iter: 40, threads: 1);
        var runs = server.Script.Seen<ExecutePlanRequest>().Select(request => request.OperationId).Distinct().Count();
        Assert.Equal(40, runs);
        Assert.NotEmpty(server.Script.Seen<ReattachExecuteRequest>());
    }

    [Fact]
    public async Task A_slow_connection_is_waited_for()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = _ => Responses.Numbers(Batches, RowsPerBatch);
        await using var proxy = new TcpProxy(server.Port) { Delay = TimeSpan.FromMilliseconds(100) };
        await using var session = await SparkConnectSession.OpenAsync(SparkConnectionString.Parse(proxy.Address), Patient, Cancellation);
        await using var result = await session.ReadAsync(new QueryRelation("q"), null, Cancellation);
        Assert.Equal(Batches * RowsPerBatch, await result.ReadRowsAsync(Cancellation).CountAsync(Cancellation));
        Assert.Empty(server.Script.Seen<ReattachExecuteRequest>());
    }
}
