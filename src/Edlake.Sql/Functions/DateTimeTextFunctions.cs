using Edlake.Sql.Binding;
using Edlake.Sql.Functions.Native;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Dates and times to text and back, by Java's patterns (<see cref="DateTimePattern"/>).</summary>
internal static class DateTimeTextFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("date_format", [new Parameter("TIMESTAMP", type => type is TimestampNtzType ? type : Parameter.Timestamp.TargetFor(type)), Parameter.Text], _ => FunctionRow.Text, call => Format(call, call.Bound[0].Type)),
        Scalar("to_date", call => Bind(call, FunctionRow.Date, false), call => Parse(call, "spark_parse_timestamp", "DATE")),
        Scalar("try_to_date", call => Bind(call, FunctionRow.Date, true), call => Parse(call, "spark_try_parse_timestamp_text", "DATE")),
        Scalar("to_timestamp", call => Bind(call, FunctionRow.Timestamp, false), call => Parse(call, "spark_parse_timestamp", "TIMESTAMPTZ")) with { Aliases = ["to_timestamp_ltz"] },
        Scalar("try_to_timestamp", call => Bind(call, FunctionRow.Timestamp, true), call => Parse(call, "spark_try_parse_timestamp_text", "TIMESTAMPTZ")),
        Scalar("to_timestamp_ntz", call => Bind(call, FunctionRow.TimestampNtz, false), call => Parse(call, "spark_parse_timestamp", "TIMESTAMP")),
        Scalar("unix_timestamp", BindUnix, Unix) with
        {
            Aliases = ["to_unix_timestamp"],
            SessionValue = session => new BoundLiteral((long)Math.Floor(session.NowMicros / 1e6), Long),
        },
        Scalar("from_unixtime", [Parameter.Long, Parameter.Text], _ => FunctionRow.Text, FromUnix, optional: 1, nullable: Always),
    ];

    /// <summary>The first argument as text by the pattern of the second.</summary>
    internal static string Format(GeneratedCall call, SparkType type)
    {
        if (Constant(call.Bound[1]) is string pattern)
        {
            DateTimePattern.Check(pattern, call.Span, forParsing: false);
            if (DateTimePattern.ToStrftime(pattern) is { } strftime)
            {
                var clock = type is TimestampType ? WallClock.Local(call.Arguments[0], call.Session.TimeZone) : call.Arguments[0];
                return $"strftime({clock}, {PhysicalType.Literal(strftime)})";
            }
        }

        var zone = type is TimestampType ? PhysicalType.Literal(call.Session.TimeZone) : "'UTC'";
        return $"spark_format_timestamp({Micros(call.Arguments[0], type)}, {call.Arguments[1]}, {zone})";
    }

    private static string Micros(string sql, SparkType type) => type is DateType ? $"epoch_us(CAST({sql} AS TIMESTAMP))" : $"epoch_us({sql})";

    // Without a pattern it is the cast that the binder would make; with one, text is parsed by it and dates and times are just cast.
    private static Signature Bind(CallSite call, SparkType type, bool mayFail)
    {
        CheckCount(call, 1, 2);
        var value = call.Arguments[0];
        if (!value.Type.IsDateTime() && value.Type is not NullType)
            value = Convert1(call, 0, Parameter.Text);
        if (call.Arguments.Count == 1 || value.Type.IsDateTime() || value.Type is NullType)
        {
            var mode = mayFail ? CastMode.Try : CastMode.Ansi;
            var cast = value.Type == type ? value : new BoundCast(value, type, mode, mayFail || value.Nullable || value.Type is StringType);
            return new Signature([cast], type, mayFail || cast.Nullable);
        }

        var format = Convert1(call, 1, Parameter.Text);
        if (Constant(format) is string pattern)
            DateTimePattern.Check(pattern, call.Span, forParsing: true);
        return new Signature([value, format], type, mayFail || value.Nullable || format.Nullable);
    }

    private static string Parse(GeneratedCall call, string native, string type)
    {
        if (call.Arguments.Count == 1)
            return call.Arguments[0];
        var zone = type == "TIMESTAMPTZ" ? PhysicalType.Literal(call.Session.TimeZone) : "'UTC'";
        var micros = $"CAST({native}({call.Arguments[0]}, {call.Arguments[1]}, {zone}) AS BIGINT)";
        return type switch
        {
            "DATE" => $"CAST(make_timestamp({micros}) AS DATE)",
            "TIMESTAMP" => $"make_timestamp({micros})",
            _ => $"make_timestamptz({micros})",
        };
    }

    private static Signature BindUnix(CallSite call)
    {
        CheckCount(call, 0, 2);
        if (call.Arguments.Count == 0)
            return new Signature([new BoundLiteral(call.Session.NowMicros, FunctionRow.Timestamp)], Long, false);
        var value = call.Arguments[0].Type.IsDateTime() ? Convert1(call, 0, Parameter.Timestamp) : Convert1(call, 0, Parameter.Text);
        if (value.Type is TimestampType)
            return new Signature([value], Long, value.Nullable);
        var format = call.Arguments.Count == 2 ? Convert1(call, 1, Parameter.Text) : new BoundLiteral("yyyy-MM-dd HH:mm:ss", FunctionRow.Text);
        return new Signature([value, format], Long, value.Nullable || format.Nullable);
    }

    private static string Unix(GeneratedCall call) => call.Arguments.Count == 1
        ? $"CAST(floor(epoch_us({call.Arguments[0]}) / 1000000) AS BIGINT)"
        : $"CAST(floor(spark_parse_timestamp({call.Arguments[0]}, {call.Arguments[1]}, {PhysicalType.Literal(call.Session.TimeZone)}) / 1000000) AS BIGINT)";

    private static string FromUnix(GeneratedCall call)
    {
        var format = call.Arguments.Count == 2 ? call.Arguments[1] : "'yyyy-MM-dd HH:mm:ss'";
        return $"spark_format_timestamp({call.Arguments[0]} * 1000000, {format}, {PhysicalType.Literal(call.Session.TimeZone)})";
    }
}
