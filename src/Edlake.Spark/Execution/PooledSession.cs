using Edlake.Spark.Connect;

namespace Edlake.Spark.Execution;

/// <summary>A session with what was set in it.</summary>
internal sealed class PooledSession(SparkConnectSession session)
{
    private readonly Dictionary<string, string> _applied = new(StringComparer.Ordinal);

    /// <summary>The session.</summary>
    internal SparkConnectSession Session { get; } = session;

    /// <summary>Makes exactly these settings hold; what an earlier statement had set besides goes back to the server's default.</summary>
    internal async Task ApplyAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellation)
    {
        foreach (var key in _applied.Keys.Where(key => !settings.ContainsKey(key)).ToList())
        {
            await Session.UnsetConfigAsync(key, cancellation).ConfigureAwait(false);
            _applied.Remove(key);
        }

        foreach (var (key, value) in settings.Where(pair => _applied.GetValueOrDefault(pair.Key) != pair.Value))
        {
            await Session.SetConfigAsync(key, value, cancellation).ConfigureAwait(false);
            _applied[key] = value;
        }
    }
}
