namespace Edlake.DataGen.Files;

/// <summary>Dates and instants as exports write them. An instant is whole seconds since 1970-01-01 UTC; a day is days since then.</summary>
internal static class CalendarText
{
    public const int SecondsPerDay = 86_400;

    private const int FirstCachedDay = 17_897; // 2019-01-01
    private const int CachedDays = 12 * 366;

    private static readonly byte[] DayText = RenderDays();

    /// <summary>The day an instant falls on in UTC.</summary>
    public static int DayOf(long instant) => (int)Math.DivRem(instant, SecondsPerDay).Quotient;

    /// <summary>The first day of the month of <paramref name="day"/>.</summary>
    public static int MonthOf(int day)
    {
        var date = DateOf(day);
        return DayOf(new DateOnly(date.Year, date.Month, 1));
    }

    /// <summary>Whole calendar months from one day's month to another's.</summary>
    public static int MonthsBetween(int fromDay, int toDay)
    {
        var from = DateOf(fromDay);
        var to = DateOf(toDay);
        return ((to.Year - from.Year) * 12) + to.Month - from.Month;
    }

    public static DateOnly DateOf(int day) => DateOnly.FromDayNumber(day + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);

    public static int DayOf(DateOnly date) => date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Writes <c>yyyy-MM-dd</c>; 10 bytes.</summary>
    public static int WriteDate(Span<byte> target, int day)
    {
        var index = day - FirstCachedDay;
        if ((uint)index < CachedDays) DayText.AsSpan(index * 10, 10).CopyTo(target);
        else RenderDay(target, day);
        return 10;
    }

    /// <summary>Writes <c>yyyy-MM-dd HH:mm:ss</c> with the given separator between date and time; 19 bytes.</summary>
    public static int WriteInstant(Span<byte> target, long instant, byte separator = (byte)' ')
    {
        var day = DayOf(instant);
        var second = (int)(instant - ((long)day * SecondsPerDay));
        WriteDate(target, day);
        target[10] = separator;
        TwoDigits(target[11..], second / 3600);
        target[13] = (byte)':';
        TwoDigits(target[14..], second / 60 % 60);
        target[16] = (byte)':';
        TwoDigits(target[17..], second % 60);
        return 19;
    }

    private static byte[] RenderDays()
    {
        var text = new byte[CachedDays * 10];
        for (var index = 0; index < CachedDays; index++) RenderDay(text.AsSpan(index * 10, 10), FirstCachedDay + index);
        return text;
    }

    private static void RenderDay(Span<byte> target, int day)
    {
        var date = DateOf(day);
        TwoDigits(target, date.Year / 100);
        TwoDigits(target[2..], date.Year % 100);
        target[4] = (byte)'-';
        TwoDigits(target[5..], date.Month);
        target[7] = (byte)'-';
        TwoDigits(target[8..], date.Day);
    }

    private static void TwoDigits(Span<byte> target, int value)
    {
        target[0] = (byte)('0' + (value / 10));
        target[1] = (byte)('0' + (value % 10));
    }
}
