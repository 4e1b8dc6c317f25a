using System.Globalization;
using System.Numerics;
using Edlake.Spark.Connect.Errors;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;
using Google.Protobuf;
using Case = Edlake.Spark.Connect.Protocol.Expression.Types.Literal.LiteralTypeOneofCase;
using Literal = Edlake.Spark.Connect.Protocol.Expression.Types.Literal;

namespace Edlake.Spark.Connect.Types;

/// <summary>Constants of ours as the protocol's, and back.</summary>
internal static class ProtocolLiterals
{
    /// <summary>A parameter's value.</summary>
    /// <exception cref="SqlException">UNSUPPORTED_FEATURE for a type the protocol has no constant of.</exception>
    internal static Literal Of(BoundLiteral literal) => (literal.Value, literal.Type) switch
    {
        (null, _) => new Literal { Null = ProtocolTypes.ToProtocol(literal.Type) },
        (bool value, _) => new Literal { Boolean = value },
        (sbyte value, _) => new Literal { Byte = value },
        (short value, _) => new Literal { Short = value },
        (int value, DateType) => new Literal { Date = value },
        (int value, YearMonthIntervalType) => new Literal { YearMonthInterval = value },
        (int value, _) => new Literal { Integer = value },
        (long value, TimestampType) => new Literal { Timestamp = value },
        (long value, TimestampNtzType) => new Literal { TimestampNtz = value },
        (long value, DayTimeIntervalType) => new Literal { DayTimeInterval = value },
        (long value, _) => new Literal { Long = value },
        (float value, _) => new Literal { Float = value },
        (double value, _) => new Literal { Double = value },
        (DecimalValue value, DecimalType type) => new Literal
        {
            Decimal = new Literal.Types.Decimal { Value = value.ToString(), Precision = type.Precision, Scale = type.Scale },
        },
        (string value, _) => new Literal { String = value },
        (byte[] value, _) => new Literal { Binary = ByteString.CopyFrom(value) },
        (ValueTuple<int, int, long> value, _) => new Literal
        {
            CalendarInterval = new Literal.Types.CalendarInterval { Months = value.Item1, Days = value.Item2, Microseconds = value.Item3 },
        },
        _ => throw new SqlException(
            "UNSUPPORTED_FEATURE", "0A000", $"The feature is not supported: a parameter of type {literal.Type}.",
            hint: "Build the value in the statement from simple parameters."),
    };

    /// <summary>A value that the server counted, as <see cref="BoundLiteral"/> and <see cref="Engines.IQueryResult"/> hold values.</summary>
    internal static object? ValueOf(Literal literal) => literal.LiteralTypeCase switch
    {
        Case.Null => null,
        Case.Boolean => literal.Boolean,
        Case.Byte => (sbyte)literal.Byte,
        Case.Short => (short)literal.Short,
        Case.Integer => literal.Integer,
        Case.Long => literal.Long,
        Case.Float => literal.Float,
        Case.Double => literal.Double,
        Case.Decimal => Decimal(literal.Decimal),
        Case.String => literal.String,
        Case.Binary => literal.Binary.ToByteArray(),
        Case.Date => literal.Date,
        Case.Timestamp => literal.Timestamp,
        Case.TimestampNtz => literal.TimestampNtz,
        Case.YearMonthInterval => literal.YearMonthInterval,
        Case.DayTimeInterval => literal.DayTimeInterval,
        Case.CalendarInterval => (literal.CalendarInterval.Months, literal.CalendarInterval.Days, literal.CalendarInterval.Microseconds),
        Case.Array => literal.Array.Elements.Select(ValueOf).ToList(),
        Case.Struct => literal.Struct.Elements.Select(ValueOf).ToArray(),
        Case.Map => literal.Map.Keys.Zip(literal.Map.Values, (key, value) => KeyValuePair.Create(ValueOf(key)!, ValueOf(value))).ToList(),
        _ => throw ConnectionErrors.Protocol($"a constant of the kind {literal.LiteralTypeCase}, which this version does not know"),
    };

    private static DecimalValue Decimal(Literal.Types.Decimal literal)
    {
        var point = literal.Value.IndexOf('.', StringComparison.Ordinal);
        var digits = literal.Value.Replace(".", "", StringComparison.Ordinal);
        return BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unscaled)
            ? new DecimalValue(unscaled, point < 0 ? 0 : literal.Value.Length - point - 1)
            : throw ConnectionErrors.Protocol($"a decimal constant that reads {literal.Value}");
    }
}
