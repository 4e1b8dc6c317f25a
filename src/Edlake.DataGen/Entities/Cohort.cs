using Edlake.DataGen.Files;

namespace Edlake.DataGen.Entities;

/// <summary>One run of a course: weekly sessions from <see cref="StartDay"/> on, at 18:00 UTC.</summary>
internal readonly record struct Cohort(
    long Number, int Course, int StartDay, int EndDay, int DeliveryMode, int Capacity, long FirstSession, int SessionCount)
{
    private const int FirstHour = 18 * 3600;

    /// <summary>When a session takes place; <paramref name="index"/> counts from 0.</summary>
    public long SessionAt(int index) => ((long)(StartDay + (7 * index)) * CalendarText.SecondsPerDay) + FirstHour;

    /// <summary>How many sessions begin at or before <paramref name="instant"/>.</summary>
    public int SessionsHeldAt(long instant)
    {
        var held = 0;
        while (held < SessionCount && SessionAt(held) <= instant) held++;
        return held;
    }
}
