using System.Globalization;

namespace Edlake.Results;

/// <summary>Days since 1970-01-01 as calendar dates, for all years that a DATE may have; .NET's own dates end at 9999.</summary>
internal static class CivilDate
{
    private const int DaysPerCentury = 146_097 / 4;
    private const int DaysPerEra = 146_097;

    internal static (long Year, int Month, int Day) Of(int days)
    {
        // Eras of 400 years that begin on 1 March, so that a leap day is the last of its year.
        var shifted = days + 719_468L;
        var era = (long)Math.Floor((double)shifted / DaysPerEra);
        var day = (int)(shifted - era * DaysPerEra);
        var year = (day - day / 1460 + day / DaysPerCentury - day / (DaysPerEra - 1)) / 365;
        var dayOfYear = day - (365 * year + year / 4 - year / 100);
        var month = (5 * dayOfYear + 2) / 153;
        var calendarMonth = month < 10 ? month + 3 : month - 9;
        return (year + era * 400 + (calendarMonth <= 2 ? 1 : 0), calendarMonth, dayOfYear - (153 * month + 2) / 5 + 1);
    }

    /// <summary>Four digits at least; a year of more has its sign.</summary>
    internal static string Year(long year)
    {
        var digits = Math.Abs(year).ToString("0000", CultureInfo.InvariantCulture);
        return year < 0 ? "-" + digits : year > 9999 ? "+" + digits : digits;
    }
}
