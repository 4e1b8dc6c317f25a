using System.Globalization;
using Edlake.Results;
using Edlake.Sql.Types;

namespace Edlake.Spark.Connect.Rows;

/// <summary>Dates and times as they stand in a VARIANT's JSON text.</summary>
internal static class VariantTime
{
    private const long MicrosPerSecond = 1_000_000;
    private const long MicrosPerDay = 86_400 * MicrosPerSecond;

    internal static string Date(int days) => SparkText.Of(days, new DateType())!;

    /// <summary>A blank between date and time, the fraction without zeros at its end.</summary>
    internal static string Timestamp(long micros)
    {
        var (days, rest) = Math.DivRem(micros, MicrosPerDay);
        if (rest < 0)
            (days, rest) = (days - 1, rest + MicrosPerDay);
        var (seconds, fraction) = Math.DivRem(rest, MicrosPerSecond);
        var text = string.Create(CultureInfo.InvariantCulture, $"{Date((int)days)} {seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return fraction == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}.{fraction:000000}").TrimEnd('0');
    }
}
