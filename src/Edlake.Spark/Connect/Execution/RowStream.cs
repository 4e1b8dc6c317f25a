using Apache.Arrow;
using Edlake.Spark.Connect.Errors;
using Edlake.Spark.Connect.Protocol;

namespace Edlake.Spark.Connect.Execution;

/// <summary>The record batches of a query, held against what the server says of their place and number of rows.</summary>
internal sealed class RowStream(Operation operation)
{
    private readonly Queue<RecordBatch> _decoded = new();
    private ExecutePlanResponse? _ahead;
    private long _rows;

    /// <summary>Reads up to the schema.</summary>
    internal async Task<Sql.Types.StructType> SchemaAsync(CancellationToken cancellation)
    {
        while (await operation.NextAsync(cancellation).ConfigureAwait(false) is { } response)
        {
            if (response.ArrowBatch is not null)
                _ahead = response;
            if (response.Schema is { } schema)
                return Types.ProtocolTypes.SchemaOf(schema);
            if (_ahead is not null)
                throw ConnectionErrors.Protocol("rows before their schema");
        }

        throw ConnectionErrors.Protocol("a query without a schema");
    }

    /// <summary>The next batch with rows; null at the end.</summary>
    internal async Task<RecordBatch?> NextAsync(CancellationToken cancellation)
    {
        while (_decoded.Count == 0)
        {
            var response = _ahead ?? await operation.NextAsync(cancellation).ConfigureAwait(false);
            _ahead = null;
            if (response is null)
                return null;
            if (response.ArrowBatch is { } batch)
                Decode(batch);
        }

        return _decoded.Dequeue();
    }

    private void Decode(ExecutePlanResponse.Types.ArrowBatch message)
    {
        if (message.HasStartOffset && message.StartOffset != _rows)
            throw ConnectionErrors.Protocol($"rows from {message.StartOffset} on where {_rows} are next");
        var (_, batches) = ArrowStreams.Read(message.Data);
        var rows = batches.Sum(batch => (long)batch.Length);
        if (rows != message.RowCount)
            throw ConnectionErrors.Protocol($"{rows} rows in a batch that announces {message.RowCount}");
        _rows += rows;
        foreach (var batch in batches.Where(batch => batch.Length > 0))
            _decoded.Enqueue(batch);
    }
}
