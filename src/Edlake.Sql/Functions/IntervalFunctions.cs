using System.Globalization;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Intervals made of numbers, and their parts.</summary>
internal static class IntervalFunctions
{
    private static readonly Parameter Seconds = Parameter.Of(new DecimalType(18, 6));

    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("make_dt_interval", call => Bind(call, 4, 3, new DayTimeIntervalType(0, 3)), call =>
            $"CAST({Sum(call, "86400000000", "3600000000", "60000000")} + {Micros(call, 3)} AS BIGINT)"),
        Scalar("make_ym_interval", call => Bind(call, 2, 9, new YearMonthIntervalType(0, 1)), call => $"CAST({Sum(call, "12", "1")} AS INTEGER)"),
        Scalar("make_interval", call => Bind(call, 7, 6, new CalendarIntervalType()), call =>
            $"(to_months(CAST({Sum(call, "12", "1")} AS INTEGER)) + to_days(CAST({At(call, 2)} * 7 + {At(call, 3)} AS INTEGER)) + to_microseconds(CAST({At(call, 4)} * 3600000000 + {At(call, 5)} * 60000000 + {Micros(call, 6)} AS BIGINT)))"),
        Scalar("interval_field", BindField, FieldOf),
    ];

    // All of them may be left out from the right; what is left out is 0.
    private static Signature Bind(CallSite call, int most, int seconds, SparkType type)
    {
        CheckCount(call, 0, most);
        var arguments = call.Arguments.Select((_, i) => Convert1(call, i, i == seconds ? Seconds : Parameter.Int)).ToList();
        return new Signature(arguments, type, AnyNull(arguments));
    }

    private static string At(GeneratedCall call, int index) => index < call.Arguments.Count ? $"CAST({call.Arguments[index]} AS BIGINT)" : "0";

    private static string Sum(GeneratedCall call, params string[] sizes) => $"({string.Join(" + ", sizes.Select((size, i) => $"{At(call, i)} * {size}"))})";

    private static string Micros(GeneratedCall call, int index) => index < call.Arguments.Count ? $"CAST({call.Arguments[index]} * 1000000 AS BIGINT)" : "0";

    private static Signature BindField(CallSite call)
    {
        CheckCount(call, 2, 2);
        var (field, interval) = ((string)Constant(call.Arguments[0])!, call.Arguments[1]);
        SparkType? type = (Name(field), interval.Type) switch
        {
            ("YEAR", YearMonthIntervalType) or ("DAY", DayTimeIntervalType) => Int,
            ("MONTH", YearMonthIntervalType) or ("HOUR" or "MINUTE", DayTimeIntervalType) => new ByteType(),
            ("SECOND", DayTimeIntervalType) => new DecimalType(8, 6),
            _ => null,
        };
        return type is null
            ? throw FunctionErrors.New(call, "INVALID_EXTRACT_FIELD", "42601", $"Cannot extract `{field}` from \"{interval.Type.Sql}\".", "Use a field that the interval has.")
            : new Signature([call.Arguments[0], interval], type, interval.Nullable);
    }

    private static string Name(string field)
    {
        var upper = field.ToUpper(CultureInfo.InvariantCulture);
        return upper switch
        {
            "Y" or "YEARS" or "YR" or "YRS" => "YEAR",
            "MON" or "MONS" or "MONTHS" => "MONTH",
            "D" or "DAYS" => "DAY",
            "H" or "HOURS" or "HR" or "HRS" => "HOUR",
            "M" or "MIN" or "MINS" or "MINUTES" => "MINUTE",
            "S" or "SEC" or "SECONDS" or "SECS" => "SECOND",
            _ => upper,
        };
    }

    private static string FieldOf(GeneratedCall call)
    {
        var value = call.Arguments[1];
        return Name((string)Constant(call.Bound[0])!) switch
        {
            "YEAR" => $"CAST({value} // 12 AS INTEGER)",
            "MONTH" => $"CAST({value} % 12 AS TINYINT)",
            "DAY" => $"CAST({value} // 86400000000 AS INTEGER)",
            "HOUR" => $"CAST(({value} % 86400000000) // 3600000000 AS TINYINT)",
            "MINUTE" => $"CAST(({value} % 3600000000) // 60000000 AS TINYINT)",
            _ => $"CAST(CAST({value} % 60000000 AS DECIMAL(18,0)) * 0.000001::DECIMAL(6,6) AS DECIMAL(8,6))",
        };
    }
}
