namespace Edlake.Parity;

/// <summary>A clock that stands still, so that both runs live in one instant.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
