using Apache.Arrow;
using Edlake.Engines;
using Edlake.Spark.Connect;
using Edlake.Sql.Types;

namespace Edlake.Spark.Execution;

/// <summary>Rows of a query as Spark sends them, batch by batch; a batch or two are in memory.</summary>
internal sealed class QueryResult(StatementRun run, SparkResult result, StructType schema, Func<Exception, Exception?> placed) : IQueryResult
{
    /// <summary>The statement goes on after the rows.</summary>
    internal bool KeepsRun { get; init; }

    /// <inheritdoc />
    public StructType Schema { get; } = schema;

    /// <inheritdoc />
    public IEnumerable<object?[]> Rows
    {
        get
        {
            var types = Schema.Fields.Select(column => column.Type).ToArray();
            var batches = result.ReadAsync(run.Cancellation).GetAsyncEnumerator(run.Cancellation);
            try
            {
                while (Next(batches))
                {
                    using var batch = batches.Current;
                    var columns = types.Select((type, i) => ArrowValues.Reader(batch.Column(i), type)).ToArray();
                    for (var row = 0; row < batch.Length; row++)
                        yield return [.. columns.Select(column => column(row))];
                }
            }
            finally
            {
                batches.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        result.DisposeAsync().AsTask().GetAwaiter().GetResult();
        if (!KeepsRun)
            run.Dispose();
    }

    private bool Next(IAsyncEnumerator<RecordBatch> batches)
    {
        try
        {
            return batches.MoveNextAsync().AsTask().GetAwaiter().GetResult();
        }
        catch (Exception error) when (placed(error) is { } own)
        {
            throw own;
        }
    }
}
