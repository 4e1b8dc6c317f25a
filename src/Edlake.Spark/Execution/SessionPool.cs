using Edlake.Spark.Connect;

namespace Edlake.Spark.Execution;

/// <summary>Sessions on one server, one for each statement that runs at the same time: settings and views are a session's.</summary>
internal sealed class SessionPool(SparkConnectionString connection, SparkConnectOptions options) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<PooledSession> _free = new();

    /// <summary>A session nobody else uses.</summary>
    internal async Task<PooledSession> TakeAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_free.TryPop(out var free))
                return free;
        }

        return new PooledSession(await SparkConnectSession.OpenAsync(connection, options, cancellation).ConfigureAwait(false));
    }

    /// <summary>Gives one back; one that failed on its way is closed instead.</summary>
    internal async Task GiveBackAsync(PooledSession session, bool isSound)
    {
        if (!isSound)
        {
            await session.Session.DisposeAsync().ConfigureAwait(false);
            return;
        }

        lock (_lock)
            _free.Push(session);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var session in _free)
            session.Session.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
