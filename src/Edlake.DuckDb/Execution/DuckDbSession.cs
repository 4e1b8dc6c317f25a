using Apache.Arrow;
using DuckDB.NET.Data;
using Edlake.Engines;
using Edlake.Sql.Binding;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Execution;

/// <summary>One connection, for one statement: runs DuckDB SQL and turns DuckDB's errors into Spark's.</summary>
internal sealed class DuckDbSession : IDisposable
{
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
        using var stream = Guarded(command.ExecuteArrowStream, cancellation);
        while (Guarded(() => stream.ReadNextRecordBatchAsync(cancellation).AsTask().GetAwaiter().GetResult(), cancellation) is { } batch)
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
