using Apache.Arrow;
using Apache.Arrow.Ipc;
using DuckDB.NET.Data;
using Edlake.Engines;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Execution;

/// <summary>One connection, for one statement: runs DuckDB SQL and turns DuckDB's errors into Spark's.</summary>
internal sealed class DuckDbSession : IDisposable
{
    private const int MostAttempts = 5;

    private readonly DuckDBConnection _connection;
    private readonly IProgress<EngineProgress>? _progress;

    internal DuckDbSession(DuckDBConnection connection, SessionState session, IProgress<EngineProgress>? progress)
    {
        _connection = connection;
        if (progress is not null)
            Execute(ProgressWatch.Settings, CancellationToken.None);
        _progress = progress;
        if (session.TimeZone != "UTC")
            Execute($"SET TimeZone = {PhysicalType.Literal(NativeZone(session.TimeZone))}", CancellationToken.None);
    }

    /// <summary>Runs what gives no rows.</summary>
    internal void Execute(string sql, CancellationToken cancellation) => Run(sql, command => command.ExecuteNonQuery(), cancellation);

    /// <summary>The single value of a query.</summary>
    internal object? Scalar(string sql, CancellationToken cancellation) => Run(sql, command => command.ExecuteScalar(), cancellation);

    /// <summary>All rows of a small answer, by the reader.</summary>
    internal IReadOnlyList<T> Rows<T>(string sql, Func<DuckDBDataReader, T> row, CancellationToken cancellation) => Run(
        sql,
        command =>
        {
            var rows = new List<T>();
            using var reader = command.ExecuteReader();
            while (reader.Read())
                rows.Add(row(reader));
            return rows;
        },
        cancellation);

    /// <summary>The rows of a large answer, in batches as they come.</summary>
    internal IEnumerable<RecordBatch> Batches(string sql, CancellationToken cancellation)
    {
        using var command = Command(sql);
        command.UseStreamingMode = true;
        using var interruption = cancellation.Register(command.Cancel);
        using var stream = Streamed(sql, command.ExecuteArrowStream, cancellation);
        while (Streamed(sql, () => Next(stream, cancellation), cancellation) is { } batch)
        {
            using (batch)
                yield return batch;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();

    private static string NativeZone(string zone) => Sql.Functions.Native.DateTimePattern.CheckZone(zone);

    private T Run<T>(string sql, Func<DuckDBCommand, T> work, CancellationToken cancellation)
    {
        using var command = Command(sql);
        using var interruption = cancellation.Register(command.Cancel);
        using var watch = _progress is null ? null : new ProgressWatch(_connection, _progress);
        return Guarded(() => work(command), cancellation);
    }

    private DuckDBCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    // When a thread of a streamed query fails, DuckDB interrupts the others, and now and then reports that interruption and not the error.
    // The error is found by running the query again; what it gave before is out already and stays as it is.
    private T Streamed<T>(string sql, Func<T> work, CancellationToken cancellation)
    {
        try
        {
            return Guarded(work, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            RunForItsError(sql, cancellation);
            throw new SqlException(
                "INTERNAL_ERROR", "XX000", "DuckDB stopped the query in its midst and did not say why; the rows so far are not all.", hint: "Run the statement again.");
        }
    }

    private void RunForItsError(string sql, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            try
            {
                using var command = Command(sql);
                command.UseStreamingMode = true;
                using var interruption = cancellation.Register(command.Cancel);
                using var stream = Guarded(command.ExecuteArrowStream, cancellation);
                while (Guarded(() => Next(stream, cancellation), cancellation) is { } batch)
                    batch.Dispose();
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // The error was lost once more.
            }
        }
    }

    private static RecordBatch? Next(IArrowArrayStream stream, CancellationToken cancellation) =>
        stream.ReadNextRecordBatchAsync(cancellation).AsTask().GetAwaiter().GetResult();

    private static T Guarded<T>(Func<T> work, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return work();
        }
        catch (DuckDBException error)
        {
            cancellation.ThrowIfCancellationRequested();
            throw DuckDbErrors.Translate(error);
        }
    }
}
