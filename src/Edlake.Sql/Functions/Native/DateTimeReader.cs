using System.Globalization;

namespace Edlake.Sql.Functions.Native;

/// <summary>Reads a text field by field, strictly, as Spark's parser does: <c>dd</c> wants two digits, <c>d</c> takes one or two.</summary>
internal sealed class DateTimeReader(string text)
{
    private int _at;
    private int _year = 1970;
    private int _month = 1;
    private int _day = 1;
    private int? _dayOfYear;
    private int _hour;
    private int? _halfDayHour;
    private bool _afternoon;
    private int _minute;
    private int _second;
    private long _fractionTicks;

    internal bool AtEnd => _at == text.Length;

    internal TimeSpan? Offset { get; private set; }

    internal string? Zone { get; private set; }

    internal static bool TryOffset(string value, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (value.Length < 2 || value[0] is not ('+' or '-'))
            return false;
        var digits = value[1..].Replace(":", "", StringComparison.Ordinal);
        if (digits.Length is not (1 or 2 or 4 or 6) || !digits.All(char.IsAsciiDigit))
            return false;
        digits = digits.Length == 1 ? "0" + digits : digits;
        var hours = int.Parse(digits[..2], CultureInfo.InvariantCulture);
        var minutes = digits.Length > 2 ? int.Parse(digits[2..4], CultureInfo.InvariantCulture) : 0;
        if (hours > 18 || minutes > 59)
            return false;
        offset = new TimeSpan(hours, minutes, 0);
        if (value[0] == '-')
            offset = -offset;
        return true;
    }

    internal bool Read(char letter, int count, string literal) => letter switch
    {
        '\0' => Literal(literal),
        'y' when count == 2 => Number(2, 2, out var year) && Set(ref _year, 2000 + year),
        'y' => Number(count == 1 ? 1 : count, count == 4 ? 4 : 9, out var year) && Set(ref _year, year),
        'M' or 'L' when count >= 3 => Month(count),
        'M' or 'L' => Number(count, 2, out var month) && Set(ref _month, month),
        'd' => Number(count, 2, out var day) && Set(ref _day, day),
        'D' => Number(count, 3, out var day) && SetDayOfYear(day),
        'H' => Number(count, 2, out var hour) && Set(ref _hour, hour),
        'h' or 'K' => Number(count, 2, out var hour) && SetHalfDay(hour % 12),
        'k' => Number(count, 2, out var hour) && Set(ref _hour, hour % 24),
        'm' => Number(count, 2, out var minute) && Set(ref _minute, minute),
        's' => Number(count, 2, out var second) && Set(ref _second, second),
        'S' => Fraction(count),
        'a' => Marker(),
        'G' => Literal("AD"),
        'X' or 'x' or 'Z' or 'O' or 'V' => ReadZone(),
        'z' => ReadZone() && !IsName(Zone),
        _ => false,
    };

    internal DateTime? ToLocal()
    {
        if (_halfDayHour is { } half)
            _hour = half + (_afternoon ? 12 : 0);
        if (_dayOfYear is { } dayOfYear)
        {
            if (dayOfYear < 1 || dayOfYear > (DateTime.IsLeapYear(_year) ? 366 : 365))
                return null;
            (_month, _day) = (new DateTime(_year, 1, 1).AddDays(dayOfYear - 1).Month, new DateTime(_year, 1, 1).AddDays(dayOfYear - 1).Day);
        }

        if (_year is < 1 or > 9999 || _month is < 1 or > 12 || _day < 1 || _day > DateTime.DaysInMonth(_year, _month) || _hour > 23 || _minute > 59 || _second > 59)
            return null;
        return new DateTime(_year, _month, _day, _hour, _minute, _second).AddTicks(_fractionTicks);
    }

    private static bool Set(ref int field, int value)
    {
        field = value;
        return true;
    }

    private bool SetDayOfYear(int value)
    {
        _dayOfYear = value;
        return true;
    }

    private bool SetHalfDay(int value)
    {
        _halfDayHour = value;
        return true;
    }

    private bool Literal(string literal)
    {
        if (string.CompareOrdinal(text, _at, literal, 0, literal.Length) != 0)
            return false;
        _at += literal.Length;
        return true;
    }

    private bool Number(int least, int most, out int value)
    {
        var end = _at;
        while (end < text.Length && end - _at < Math.Max(least, most) && char.IsAsciiDigit(text[end]))
            end++;
        if (end - _at < least || end == _at)
        {
            value = 0;
            return false;
        }

        value = int.Parse(text.AsSpan(_at, end - _at), CultureInfo.InvariantCulture);
        _at = end;
        return true;
    }

    private bool Fraction(int count)
    {
        var end = _at;
        while (end < text.Length && end - _at < count && char.IsAsciiDigit(text[end]))
            end++;
        if (end == _at)
            return false;
        _fractionTicks = long.Parse(text[_at..end].PadRight(9, '0')[..7], CultureInfo.InvariantCulture);
        _at = end;
        return true;
    }

    private bool Month(int count)
    {
        var format = CultureInfo.InvariantCulture.DateTimeFormat;
        var names = count == 3 ? format.AbbreviatedMonthNames : format.MonthNames;
        for (var i = 0; i < 12; i++)
        {
            if (string.Compare(text, _at, names[i], 0, names[i].Length, StringComparison.OrdinalIgnoreCase) != 0)
                continue;
            _month = i + 1;
            _at += names[i].Length;
            return true;
        }

        return false;
    }

    private bool Marker()
    {
        var found = _at + 2 <= text.Length ? text.Substring(_at, 2).ToUpperInvariant() : "";
        if (found is not ("AM" or "PM"))
            return false;
        _afternoon = found == "PM";
        _at += 2;
        return true;
    }

    // EST is to Java the time of a region, with summer time, and to .NET an offset.
    private static bool IsName(string? zone) => zone?.Contains('/', StringComparison.Ordinal) == false;

    private bool ReadZone()
    {
        var end = _at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '+' or '-' or ':' or '/' or '_'))
            end++;
        var name = text[_at..end];
        _at = end;
        if (name is "Z" or "UTC" or "GMT")
            Offset = TimeSpan.Zero;
        else if (TryOffset(name, out var offset))
            Offset = offset;
        else if (name.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _))
            Zone = name;
        else
            return false;
        return true;
    }
}
