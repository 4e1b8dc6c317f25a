using Apache.Arrow;
using Apache.Arrow.Ipc;
using Google.Protobuf;

namespace Edlake.Spark.Connect.Execution;

/// <summary>Record batches in Arrow's streaming format.</summary>
internal static class ArrowStreams
{
    internal static async Task<ByteString> WriteAsync(IReadOnlyList<RecordBatch> batches, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        using (var writer = new ArrowStreamWriter(memory, batches[0].Schema, leaveOpen: true))
        {
            foreach (var batch in batches)
                await writer.WriteRecordBatchAsync(batch, cancellation).ConfigureAwait(false);
            await writer.WriteEndAsync(cancellation).ConfigureAwait(false);
        }

        return UnsafeByteOperations.UnsafeWrap(memory.GetBuffer().AsMemory(0, (int)memory.Length));
    }

    /// <summary>The schema and the batches of a stream. They share its memory.</summary>
    internal static (Schema Schema, IReadOnlyList<RecordBatch> Batches) Read(ByteString data)
    {
        using var reader = new ArrowStreamReader(data.Memory);
        var schema = reader.Schema;
        var batches = new List<RecordBatch>();
        while (reader.ReadNextRecordBatch() is { } batch)
            batches.Add(batch);
        return (schema, batches);
    }
}
