using System.Security.Cryptography;
using Apache.Arrow.Ipc;
using Edlake.Diagnostics;
using Edlake.Spark.Connect;
using Edlake.Spark.Connect.Protocol;
using Edlake.Spark.Tests.Connect.Server;
using Edlake.Sql.Types;

namespace Edlake.Spark.Tests.Connect.Offline;

/// <summary>Rows that are sent to the server.</summary>
public sealed class UploadTests
{
    private static readonly SparkConnectOptions Small = ScriptedServer.Quick with { UploadCacheThreshold = 2000, UploadChunkBytes = 512 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_few_rows_travel_in_the_plan()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var session = await server.OpenAsync(options: Small);
        await session.CreateViewAsync("v", Rows(10), Cancellation);
        var local = Assert.Single(server.Script.Seen<ExecutePlanRequest>()).Plan.Command.CreateDataframeView.Input.LocalRelation;
        Assert.Equal("n BIGINT", local.Schema);
        using var reader = new ArrowStreamReader(local.Data.Memory);
        Assert.Equal(10, reader.ReadNextRecordBatch().Length);
        Assert.Empty(server.Script.Seen<AddArtifactsRequest>());
    }

    [Fact]
    public async Task Many_rows_are_uploaded_in_checked_chunks_once_a_session()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var session = await server.OpenAsync(options: Small);
        await session.CreateViewAsync("v", Rows(2000), Cancellation);
        await session.CreateViewAsync("w", Rows(2000), Cancellation);
        var (name, bytes) = Assert.Single(server.Script.Artifacts);
        Assert.Equal("cache/" + Convert.ToHexStringLower(SHA256.HashData(bytes)), name);
        Assert.Equal("n BIGINT", LocalRelation.Parser.ParseFrom(bytes).Schema);
        var chunks = server.Script.Seen<AddArtifactsRequest>();
        Assert.Equal((bytes.Length + 511) / 512, chunks.Count);
        Assert.Equal(bytes.Length, chunks[0].BeginChunk.TotalBytes);
        var views = server.Script.Seen<ExecutePlanRequest>().Select(request => request.Plan.Command.CreateDataframeView);
        Assert.All(views, view => Assert.Equal(name, "cache/" + view.Input.CachedLocalRelation.Hash));
    }

    [Fact]
    public async Task An_upload_that_is_lost_begins_anew()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.LostUploads = 2;
        await using var session = await server.OpenAsync(options: Small);
        await session.CreateViewAsync("v", Rows(2000), Cancellation);
        Assert.Single(server.Script.Artifacts);
    }

    [Fact]
    public async Task An_upload_that_arrives_damaged_is_an_error()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.DamagedUploads = 1;
        await using var session = await server.OpenAsync(options: Small);
        var error = await Assert.ThrowsAsync<EdlakeException>(() => session.CreateViewAsync("v", Rows(2000), Cancellation));
        Assert.Equal("SPARK_UPLOAD_DAMAGED", error.ErrorClass);
        Assert.Empty(server.Script.Seen<ExecutePlanRequest>());
    }

    private static LocalRowsRelation Rows(int count)
    {
        using var reader = new ArrowStreamReader(Responses.Arrow(0, count).Memory);
        return new LocalRowsRelation(TypeSyntax.ParseSchema("n BIGINT"), [reader.ReadNextRecordBatch()]);
    }
}
