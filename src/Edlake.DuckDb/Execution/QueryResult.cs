using Edlake.Engines;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Execution;

/// <summary>Rows of a query as DuckDB gives them, batch by batch.</summary>
internal sealed class QueryResult(DuckDbSession session, StructType schema, string sql, CancellationToken cancellation) : IQueryResult
{
    /// <inheritdoc />
    public StructType Schema { get; } = schema;

    /// <inheritdoc />
    public IEnumerable<object?[]> Rows
    {
        get
        {
            var types = Schema.Fields.Select(column => column.Type).ToArray();
            foreach (var batch in session.Batches(sql, cancellation))
            {
                var columns = types.Select((type, i) => ArrowValues.Reader(batch.Column(i), type)).ToArray();
                for (var row = 0; row < batch.Length; row++)
                    yield return [.. columns.Select(column => column(row))];
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => session.Dispose();
}
