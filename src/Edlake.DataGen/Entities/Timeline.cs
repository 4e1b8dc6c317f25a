using Edlake.DataGen.Files;

namespace Edlake.DataGen.Entities;

/// <summary>
/// The months the school has run, ending at <see cref="AsOf"/>: the exports hold nothing that happened later
/// (sessions planned for later are there, marks for them are not).
/// </summary>
internal sealed record Timeline(int FirstDay, int LastDay, int IntakeCount)
{
    /// <summary>The last second the exports know of.</summary>
    public long AsOf => ((long)(LastDay + 1) * CalendarText.SecondsPerDay) - 1;

    /// <summary>The day the first cohort of an intake starts, always a Monday. The last intakes start after <see cref="AsOf"/>; more intakes than planned begin again at the first day.</summary>
    public int StartDayOf(long intake)
    {
        var span = LastDay + 14 - FirstDay;
        var day = FirstDay + (int)(intake % IntakeCount * span / Math.Max(IntakeCount - 1, 1));
        return day - ((day + 3) % 7);
    }

    /// <summary>More learners, more years behind them: 4 months up to 36, all ending on 31 December 2025.</summary>
    public static Timeline For(long learners, int intakeCount)
    {
        var months = learners switch { <= 100 => 4, <= 1_000 => 9, <= 10_000 => 15, <= 300_000 => 24, _ => 36 };
        var last = new DateOnly(2025, 12, 31);
        return new Timeline(CalendarText.DayOf(last.AddDays(1).AddMonths(-months)), CalendarText.DayOf(last), intakeCount);
    }
}
