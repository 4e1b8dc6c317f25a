using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Bits: operators, shifts, counts.</summary>
internal static class BitwiseFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Binary("&", "({0} & {1})"),
        Binary("|", "({0} | {1})"),
        Binary("^", "xor({0}, {1})"),
        Scalar("~", [Parameter.Integral], SameAs(0), Template("(~{0})")),
        Shift("shiftleft", "<<", call => Wrapped(call, $"({Unsigned(call)} << {Distance(call)})")),
        Shift("shiftright", ">>", ArithmeticRight),
        Shift("shiftrightunsigned", ">>>", call => Wrapped(call, $"({Unsigned(call)} >> {Distance(call)})")),
        Scalar("bit_count", [Parameter.OneOf(Parameter.Integral, Parameter.Boolean)], FunctionRow.Int, "CAST(bit_count(CAST({0} AS BIGINT)) AS INTEGER)"),
        Scalar("bit_get", [Parameter.Integral, Parameter.Int], new ByteType(), "CAST((CAST({0} AS BIGINT) >> {1}) & 1 AS TINYINT)") with { Aliases = ["getbit"] },
    ];

    private static FunctionDefinition Binary(string name, string template) => Scalar(
        name,
        call =>
        {
            CheckCount(call, 2, 2);
            var common = TypeCoercion.CommonType(call.Arguments[0].Type, call.Arguments[1].Type);
            if (common is null || !common.IsIntegral())
                throw FunctionErrors.BinaryOperatorWrongType(call, "INTEGRAL", call.Arguments[0].Type.IsIntegral() ? call.Arguments[1].Type : call.Arguments[0].Type);
            var arguments = call.Arguments.Select(argument => TypeCoercion.ImplicitCast(argument, common)).ToList();
            return new Signature(arguments, common, AnyNull(arguments));
        },
        Template(template));

    private static FunctionDefinition Shift(string name, string sign, Func<GeneratedCall, string> generate) => Scalar(
        name,
        [new Parameter("(\"INT\" or \"BIGINT\")", type => type is LongType ? type : Parameter.Int.TargetFor(type)), Parameter.Int],
        SameAs(0),
        generate) with
    { Aliases = [sign] };

    // Floor division by a power of two is the arithmetic shift; HUGEINT has room for the power.
    private static string ArithmeticRight(GeneratedCall call)
    {
        var (value, distance) = (call.Arguments[0], Distance(call));
        var power = $"(1::HUGEINT << {distance})";
        return $"CAST((CASE WHEN {value} >= 0 THEN {value} // {power} ELSE -((-CAST({value} AS HUGEINT) + {power} - 1) // {power}) END) AS {PhysicalType.Of(call.Type)})";
    }

    // Java takes the distance modulo the width.
    private static string Distance(GeneratedCall call) => $"({call.Arguments[1]} & {(call.Type is LongType ? 63 : 31)})";

    private static string Unsigned(GeneratedCall call) => call.Type is LongType
        ? $"CAST((CASE WHEN {call.Arguments[0]} < 0 THEN CAST({call.Arguments[0]} AS HUGEINT) + 18446744073709551616::HUGEINT ELSE {call.Arguments[0]} END) AS HUGEINT)"
        : $"CAST((CASE WHEN {call.Arguments[0]} < 0 THEN CAST({call.Arguments[0]} AS BIGINT) + 4294967296 ELSE {call.Arguments[0]} END) AS HUGEINT)";

    private static string Wrapped(GeneratedCall call, string unsigned)
    {
        var (modulus, limit) = call.Type is LongType
            ? ("18446744073709551616::HUGEINT", "9223372036854775808::HUGEINT")
            : ("4294967296::HUGEINT", "2147483648::HUGEINT");
        return $"CAST((CASE WHEN {unsigned} % {modulus} >= {limit} THEN {unsigned} % {modulus} - {modulus} ELSE {unsigned} % {modulus} END) AS {PhysicalType.Of(call.Type)})";
    }
}
