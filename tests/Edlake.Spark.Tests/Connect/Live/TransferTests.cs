using System.Globalization;
using Apache.Arrow.Ipc;
using Edlake.Spark.Connect;
using Edlake.Spark.Connect.Protocol;
using Edlake.Spark.Connect.Sessions;
using Edlake.Spark.Tests.Connect.Server;
using Edlake.Sql.Types;
using Google.Protobuf;

namespace Edlake.Spark.Tests.Connect.Live;

/// <summary>Many rows, both ways, with a real server.</summary>
[Trait("needs", "spark")]
public sealed class TransferTests(LiveSpark spark)
{
    private const int UploadedRows = 100_000;
    private const long LargeRows = 1_000_000;
    private const long MemoryLimit = 300_000_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_uploaded_in_chunks_are_all_there()
    {
        await using var session = await spark.OpenAsync(new SparkConnectOptions { UploadCacheThreshold = 1000 });
        using var reader = new ArrowStreamReader(Responses.Arrow(0, UploadedRows).Memory);
        var rows = new LocalRowsRelation(TypeSyntax.ParseSchema("n BIGINT"), [reader.ReadNextRecordBatch()]);
        await session.CreateViewAsync("sent", rows, Cancellation);
        await session.CreateViewAsync("sent_again", rows, Cancellation);
        var query = new SqlStatement("select count(*), sum(a.n) from sent a join sent_again b on a.n = b.n");
        await using var result = await session.ExecuteAsync(query, Cancellation);
        var row = Assert.Single(await result.ReadRowsAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Equal([(long)UploadedRows, (long)UploadedRows * (UploadedRows - 1) / 2], row);
    }

    [Fact]
    public async Task A_wrong_checksum_is_noticed_by_the_server()
    {
        using var calls = new SessionCalls(SparkConnectionString.Parse(spark.Address), new SparkConnectOptions());
        using var call = calls.Client.AddArtifacts(calls.CallOptions(Cancellation));
        var chunk = new AddArtifactsRequest.Types.ArtifactChunk { Data = ByteString.CopyFromUtf8("x"), Crc = 1 };
        var artifact = new AddArtifactsRequest.Types.SingleChunkArtifact { Name = "cache/x", Data = chunk };
        var request = new AddArtifactsRequest { Batch = new AddArtifactsRequest.Types.Batch { Artifacts = { artifact } } };
        await call.RequestStream.WriteAsync(calls.Identity.Fill(request), Cancellation);
        await call.RequestStream.CompleteAsync();
        Assert.False(Assert.Single((await call.ResponseAsync).Artifacts).IsCrcSuccessful);
    }

    [Fact(Explicit = true)]
    [Trait("speed", "slow")]
    public async Task A_gigabyte_passes_in_bounded_memory()
    {
        // Spark itself keeps the partitions' rows until they are sent, so it needs memory for them.
        var (installation, missing) = SparkInstallation.FindServer();
        Assert.SkipWhen(installation is null, missing);
        using var server = installation!.StartServer(environment: new Dictionary<string, string> { ["SPARK_MEMORY"] = "4g", ["JAVA_TOOL_OPTIONS"] = "" });
        await using var session = await SparkConnectSession.OpenAsync(SparkConnectionString.Parse(server.Address), null, Cancellation);
        var query = new SqlStatement($"select id, repeat('x', 1000) as text from range(0, {LargeRows}, 1, 64)");
        await using var result = await session.ExecuteAsync(query, Cancellation);
        var (rows, batches) = (0L, 0);
        var peaks = new long[2];
        await foreach (var batch in result.ReadAsync(Cancellation))
        {
            rows += batch.Length;

            // What is held, without what only waits to be collected.
            if (batches++ % 10 == 0)
            {
                ref var peak = ref peaks[rows > LargeRows / 2 ? 1 : 0];
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
            }

            batch.Dispose();
        }

        // Messages are of ten megabytes; the pools of buffers for them fill up in the first half, and then no more is taken.
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} rows, {peaks[0] / 1_000_000} and {peaks[1] / 1_000_000} MB at most"));
        Assert.Equal(LargeRows, rows);
        Assert.InRange(peaks[1], 1, Math.Min(MemoryLimit, peaks[0] * 5 / 4));
    }
}
