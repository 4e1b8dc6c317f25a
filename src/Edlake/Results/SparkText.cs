using System.Globalization;
using System.Numerics;
using Edlake.Sql.Types;

namespace Edlake.Results;

/// <summary>
/// Values as text: all digits of a decimal, Java's floating-point numbers, ISO dates and instants, ISO 8601 durations, lower-case hex.
/// Values are those of <see cref="Engines.IQueryResult"/>.
/// </summary>
public static class SparkText
{
    private const long MicrosPerSecond = 1_000_000;

    /// <summary>A column's value; null for NULL.</summary>
    public static string? Of(object? value, SparkType type) => value is null ? null : Known(value, type, insideMap: false);

    private static string Inner(object? value, SparkType type, bool insideMap) =>
        value is null ? (insideMap ? "null" : "NULL") : Known(value, type, insideMap);

    private static string Known(object value, SparkType type, bool insideMap) => (value, type) switch
    {
        (bool truth, _) => truth ? "true" : "false",
        (float number, _) => JavaNumber.Text(number),
        (double number, _) => JavaNumber.Text(number),
        (DecimalValue number, _) => Decimal(number),
        (byte[] bytes, _) => Convert.ToHexStringLower(bytes),
        (int days, DateType) => Date(days),
        (int months, YearMonthIntervalType) => YearMonth(months),
        (long micros, DayTimeIntervalType) => DayTime(micros),
        (long micros, TimestampType) => Time(micros, withSeconds: true) + "Z",
        (long micros, TimestampNtzType) => Time(micros, withSeconds: false),
        (ValueTuple<int, int, long> interval, _) => Calendar(interval.Item1, interval.Item2, interval.Item3),
        (object?[] members, StructType row) => insideMap
            ? $"[{string.Join(",", members.Zip(row.Fields, (member, field) => Inner(member, field.Type, true)))}]"
            : $"{{{string.Join(", ", members.Zip(row.Fields, (member, field) => $"{field.Name}: {Inner(member, field.Type, false)}"))}}}",
        (IReadOnlyList<KeyValuePair<object, object?>> entries, MapType map) =>
            $"Map({string.Join(", ", entries.Select(entry => $"{Inner(entry.Key, map.Key, true)} -> {Inner(entry.Value, map.Value, true)}"))})",
        (IReadOnlyList<object?> items, ArrayType list) => $"[{string.Join(", ", items.Select(item => Inner(item, list.Element, insideMap)))}]",
        (IFormattable number, _) => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // Java's BigDecimal goes over to an exponent below a millionth.
    private static string Decimal(DecimalValue value)
    {
        var digits = BigInteger.Abs(value.Unscaled).ToString(CultureInfo.InvariantCulture);
        var exponent = digits.Length - 1 - value.Scale;
        if (value.Scale == 0 || exponent >= -6)
            return value.ToString();
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{(value.Unscaled.Sign < 0 ? "-" : "")}{mantissa}E{exponent}");
    }

    private static string Date(int days)
    {
        var (year, month, day) = CivilDate.Of(days);
        return string.Create(CultureInfo.InvariantCulture, $"{CivilDate.Year(year)}-{month:00}-{day:00}");
    }

    // An instant always has its seconds; of a clock's reading Java leaves zero seconds out.
    private static string Time(long micros, bool withSeconds)
    {
        // Whole numbers only: a double does not tell the last microsecond of year 9999 from the next day.
        var (days, rest) = Math.DivRem(micros, 86_400 * MicrosPerSecond);
        if (rest < 0)
            (days, rest) = (days - 1, rest + 86_400 * MicrosPerSecond);
        var (seconds, fraction) = (rest / MicrosPerSecond, rest % MicrosPerSecond);
        var text = string.Create(CultureInfo.InvariantCulture, $"{Date((int)days)}T{seconds / 3600:00}:{seconds / 60 % 60:00}");
        if (!withSeconds && seconds % 60 == 0 && fraction == 0)
            return text;
        text += string.Create(CultureInfo.InvariantCulture, $":{seconds % 60:00}");
        if (fraction == 0)
            return text;
        return text + (fraction % 1000 == 0 ? $".{fraction / 1000:000}" : $".{fraction:000000}");
    }

    private static string YearMonth(int months)
    {
        var (years, rest) = (months / 12, months % 12);
        return months == 0 ? "P0M" : $"P{(years == 0 ? "" : Number(years) + "Y")}{(rest == 0 ? "" : Number(rest) + "M")}";
    }

    private static string DayTime(long micros)
    {
        var (hours, minutes) = (micros / (3600 * MicrosPerSecond), micros / (60 * MicrosPerSecond) % 60);
        var rest = micros % (60 * MicrosPerSecond);
        if (micros == 0)
            return "PT0S";
        var seconds = ((decimal)rest / MicrosPerSecond).ToString("0.######", CultureInfo.InvariantCulture);
        return $"PT{(hours == 0 ? "" : Number(hours) + "H")}{(minutes == 0 ? "" : Number(minutes) + "M")}{(rest == 0 ? "" : seconds + "S")}";
    }

    private static string Calendar(int months, int days, long micros)
    {
        var parts = new List<string>();
        void Add(long amount, string unit)
        {
            if (amount != 0)
                parts.Add($"{Number(amount)} {unit}");
        }

        Add(months / 12, "years");
        Add(months % 12, "months");
        Add(days, "days");
        Add(micros / (3600 * MicrosPerSecond), "hours");
        Add(micros / (60 * MicrosPerSecond) % 60, "minutes");
        var rest = micros % (60 * MicrosPerSecond);
        if (rest != 0)
            parts.Add($"{((decimal)rest / MicrosPerSecond).ToString("0.######", CultureInfo.InvariantCulture)} seconds");
        return parts.Count == 0 ? "0 seconds" : string.Join(" ", parts);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
