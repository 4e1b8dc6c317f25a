using System.IO.Hashing;
using Edlake.Diagnostics;
using Edlake.Spark.Connect.Errors;
using Edlake.Spark.Connect.Protocol;
using Edlake.Spark.Connect.Sessions;
using Google.Protobuf;
using Grpc.Core;
using Chunk = Edlake.Spark.Connect.Protocol.AddArtifactsRequest.Types.ArtifactChunk;

namespace Edlake.Spark.Connect.Artifacts;

/// <summary>Puts bytes into the session on the server under a name, in chunks with a checksum each.</summary>
internal sealed class ArtifactUpload(SessionCalls calls)
{
    /// <summary>Whether the server has something under the name already.</summary>
    internal async Task<bool> IsThereAsync(string name, CancellationToken cancellation)
    {
        var request = new ArtifactStatusesRequest { Names = { name } };
        var response = await calls.CallAsync(
            options => calls.Client.ArtifactStatusAsync(calls.Identity.Fill(request), options), cancellation).ConfigureAwait(false);
        return response.Statuses.TryGetValue(name, out var status) && status.Exists;
    }

    /// <summary>Uploads; begun anew when the connection breaks, since a half upload leaves nothing.</summary>
    /// <exception cref="EdlakeException">SPARK_UPLOAD_DAMAGED when a chunk did not arrive as it was sent.</exception>
    internal async Task UploadAsync(string name, ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        for (var retry = 0; ; retry++)
        {
            try
            {
                await UploadOnceAsync(name, data, cancellation).ConfigureAwait(false);
                return;
            }
            catch (RpcException error) when (RetryRules.IsTransient(error) && calls.Options.Retries.Delay(retry) is { } delay)
            {
                await Task.Delay(delay, cancellation).ConfigureAwait(false);
            }
            catch (RpcException error)
            {
                throw await calls.TranslateAsync(error, null, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task UploadOnceAsync(string name, ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        using var call = calls.Client.AddArtifacts(calls.CallOptions(cancellation));
        await SendAsync(call.RequestStream, name, data, cancellation).ConfigureAwait(false);
        var response = calls.Identity.Accept(await call.ResponseAsync.ConfigureAwait(false));
        if (response.Artifacts.FirstOrDefault(artifact => artifact.Name == name) is not { IsCrcSuccessful: true })
        {
            throw new EdlakeException(
                "SPARK_UPLOAD_DAMAGED", $"Rows sent to the Spark server at {calls.Address} did not arrive as they were sent.",
                "Run it again; look for a proxy in between if it happens again.");
        }
    }

    private async Task SendAsync(
        IClientStreamWriter<AddArtifactsRequest> stream, string name, ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        try
        {
            foreach (var request in Requests(name, data))
                await stream.WriteAsync(calls.Identity.Fill(request), cancellation).ConfigureAwait(false);
            await stream.CompleteAsync().ConfigureAwait(false);
        }
        catch (RpcException)
        {
            // The server has ended the call: its response, which is awaited next, says why.
        }
    }

    // One chunk goes as a batch of one; several are announced by the first.
    private IEnumerable<AddArtifactsRequest> Requests(string name, ReadOnlyMemory<byte> data)
    {
        var size = calls.Options.UploadChunkBytes;
        var count = Math.Max(1, (data.Length + size - 1) / size);
        for (var i = 0; i < count; i++)
        {
            var chunk = ChunkOf(data.Slice(i * size, Math.Min(size, data.Length - (i * size))));
            if (count == 1)
                yield return new AddArtifactsRequest { Batch = new AddArtifactsRequest.Types.Batch { Artifacts = { Single(name, chunk) } } };
            else if (i == 0)
                yield return new AddArtifactsRequest { BeginChunk = Begin(name, data.Length, count, chunk) };
            else
                yield return new AddArtifactsRequest { Chunk = chunk };
        }
    }

    private static AddArtifactsRequest.Types.SingleChunkArtifact Single(string name, Chunk chunk) => new() { Name = name, Data = chunk };

    private static AddArtifactsRequest.Types.BeginChunkedArtifact Begin(string name, int bytes, int chunks, Chunk first) =>
        new() { Name = name, TotalBytes = bytes, NumChunks = chunks, InitialChunk = first };

    private static Chunk ChunkOf(ReadOnlyMemory<byte> data) =>
        new() { Data = UnsafeByteOperations.UnsafeWrap(data), Crc = Crc32.HashToUInt32(data.Span) };
}
