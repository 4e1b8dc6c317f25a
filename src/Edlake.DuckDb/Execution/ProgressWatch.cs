using DuckDB.NET.Data;
using Edlake.Engines;

namespace Edlake.DuckDb.Execution;

/// <summary>Tells how far a running statement is, five times a second, until it is disposed.</summary>
internal sealed class ProgressWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly DuckDBConnection _connection;
    private readonly IProgress<EngineProgress> _listener;
    private readonly Timer _timer;

    internal ProgressWatch(DuckDBConnection connection, IProgress<EngineProgress> listener)
    {
        _connection = connection;
        _listener = listener;
        _timer = new Timer(_ => Tell(), null, Interval, Interval);
    }

    /// <summary>What DuckDB needs to count: the bar on, from the start, and nothing of it printed.</summary>
    internal static string Settings => "SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET progress_bar_time = 0";

    /// <inheritdoc />
    public void Dispose()
    {
        // Waits for a report under way: the connection may be closed next.
        using var ended = new ManualResetEvent(false);
        if (_timer.Dispose(ended))
            ended.WaitOne();
    }

    private void Tell()
    {
        var progress = _connection.GetQueryProgress();
        if (progress.Percentage >= 0)
            _listener.Report(new EngineProgress(Math.Min(1, progress.Percentage / 100), (long)progress.RowsProcessed));
    }
}
