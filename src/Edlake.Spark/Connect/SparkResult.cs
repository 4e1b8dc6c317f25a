using System.Runtime.CompilerServices;
using Apache.Arrow;
using Edlake.Spark.Connect.Execution;
using Edlake.Spark.Connect.Rows;
using Edlake.Sql.Types;

namespace Edlake.Spark.Connect;

/// <summary>
/// A statement's answer. A command (DDL, DML, SHOW …) is done when you have it; a query runs while its rows are read, of which never more than
/// a batch or two are in memory. Dispose it to stop a query early.
/// </summary>
public sealed class SparkResult : IAsyncDisposable
{
    private readonly Operation? _operation;
    private readonly RowStream? _rows;
    private readonly IReadOnlyList<RecordBatch> _done;
    private readonly IReadOnlyList<OperatorMetrics> _metricsBefore;
    private readonly IReadOnlyList<ObservedMetrics> _observedBefore;
    private readonly CancellationToken _cancellation;
    private bool _isRead;

    internal SparkResult(
        StructType schema, IReadOnlyList<RecordBatch> rows, IReadOnlyList<OperatorMetrics> metrics, IReadOnlyList<ObservedMetrics> observed)
    {
        (Schema, _done, _metricsBefore, _observedBefore) = (schema, rows, metrics, observed);
        IsCommand = true;
    }

    internal SparkResult(StructType schema, RowStream rows, Operation operation, CancellationToken cancellation)
    {
        (Schema, _rows, _operation, _cancellation) = (schema, rows, operation, cancellation);
        (_done, _metricsBefore, _observedBefore) = ([], [], []);
    }

    /// <summary>
    /// Names, types and nullability of the columns. A command's come from Arrow, which has neither comments nor the fields of an interval.
    /// </summary>
    public StructType Schema { get; }

    /// <summary>Whether the statement was a command, and so has been carried out.</summary>
    public bool IsCommand { get; }

    /// <summary>What each operator of the plan counted; whole after the last row.</summary>
    public IReadOnlyList<OperatorMetrics> Metrics => _operation?.Metrics ?? _metricsBefore;

    /// <summary>What each <see cref="ObservedRelation"/> counted; whole after the last row.</summary>
    public IReadOnlyList<ObservedMetrics> Observed => _operation?.Observed ?? _observedBefore;

    /// <summary>
    /// The rows in Arrow's form, once. A batch is yours to dispose. Columns are found by position, since names may repeat; values are in
    /// <see cref="Schema"/>'s types (timestamps as microseconds in UTC, VARIANT as a struct of two byte strings).
    /// </summary>
    /// <exception cref="Sql.Diagnostics.SqlException">What Spark raises while the query runs.</exception>
    public async IAsyncEnumerable<RecordBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (_isRead)
            throw new InvalidOperationException("The rows of a result are read once.");
        _isRead = true;
        foreach (var batch in _done)
            yield return batch;
        if (_rows is null)
            yield break;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_cancellation, cancellation);
        while (await _rows.NextAsync(either.Token).ConfigureAwait(false) is { } batch)
            yield return batch;
    }

    /// <summary>The rows as values, once: a value's .NET type is that of <see cref="Engines.IQueryResult"/>.</summary>
    public async IAsyncEnumerable<object?[]> ReadRowsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var batch in ReadAsync(cancellation).ConfigureAwait(false))
        {
            using (batch)
            {
                foreach (var row in RowReader.Rows(batch, Schema))
                    yield return row;
            }
        }
    }

    /// <summary>Reads the rest without keeping it: for the figures, or for what a query does beside giving rows.</summary>
    public async Task DrainAsync(CancellationToken cancellation = default)
    {
        await foreach (var batch in ReadAsync(cancellation).ConfigureAwait(false))
            batch.Dispose();
    }

    /// <summary>Stops the query on the server if it is not at its end.</summary>
    public ValueTask DisposeAsync() => _operation?.DisposeAsync() ?? ValueTask.CompletedTask;
}
