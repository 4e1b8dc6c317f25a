namespace Edlake.Spark.Connect;

/// <summary>
/// How long a call is tried again after the connection failed. The waits grow from <see cref="FirstDelay"/> by <see cref="Multiplier"/> up to
/// <see cref="MaxDelay"/>; from <see cref="JitterFrom"/> on a random part of <see cref="Jitter"/> is added, so that many clients do not come
/// back at once.
/// </summary>
public sealed record RetryPolicy
{
    /// <summary>Tries after the first one. Answers in between begin the count anew.</summary>
    public int MaxRetries { get; init; } = 15;

    /// <summary>The first wait.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What each wait is multiplied with for the next.</summary>
    public double Multiplier { get; init; } = 4;

    /// <summary>The longest wait.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The wait from which on a random part is added.</summary>
    public TimeSpan JitterFrom { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The greatest random part.</summary>
    public TimeSpan Jitter { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The wait before a retry, counted from 0; null when there are no more.</summary>
    internal TimeSpan? Delay(int retry)
    {
        if (retry >= MaxRetries)
            return null;
        var wait = Math.Min(FirstDelay.TotalMilliseconds * Math.Pow(Multiplier, retry), MaxDelay.TotalMilliseconds);
        if (wait >= JitterFrom.TotalMilliseconds)
            wait += Random.Shared.NextDouble() * Jitter.TotalMilliseconds;
        return TimeSpan.FromMilliseconds(wait);
    }
}
