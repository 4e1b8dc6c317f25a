using Edlake.Engines;
using Edlake.Spark.Connect;
using Edlake.Sql.Types;

namespace Edlake.Spark.Execution;

/// <summary>Rows of a query as Spark sends them, batch by batch; a batch or two are in memory.</summary>
internal sealed class QueryResult(StatementRun run, SparkResult result, StructType schema, Func<Exception, Exception?> placed) : IQueryResult
{
    /// <inheritdoc />
    public StructType Schema { get; } = schema;

    /// <inheritdoc />
    public IEnumerable<object?[]> Rows
    {
        get
        {
            var rows = result.ReadRowsAsync(run.Cancellation).GetAsyncEnumerator(run.Cancellation);
            try
            {
                while (Next(rows))
                    yield return rows.Current;
            }
            finally
            {
                rows.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        result.DisposeAsync().AsTask().GetAwaiter().GetResult();
        run.Dispose();
    }

    private bool Next(IAsyncEnumerator<object?[]> rows)
    {
        try
        {
            return rows.MoveNextAsync().AsTask().GetAwaiter().GetResult();
        }
        catch (Exception error) when (placed(error) is { } own)
        {
            throw own;
        }
    }
}
