using System.Globalization;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>round, bround, floor, ceil, rint.</summary>
internal static class RoundingFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("round", call => BindRound(call, RoundedDecimal), call => Rounded(call, "round", "spark_round")),
        Scalar("bround", call => BindRound(call, RoundedDecimal), call => Rounded(call, "round_even", "spark_bround")),
        Scalar("floor", call => BindWhole(call), call => Whole(call, "floor")),
        Scalar("ceil", call => BindWhole(call), call => Whole(call, "ceil")) with { Aliases = ["ceiling"] },
        Scalar("rint", [Parameter.Double], FunctionRow.Double, "round_even({0}, 0)", nullable: Always),
    ];

    private static Signature BindRound(CallSite call, Func<DecimalType, int, DecimalType> decimalResult)
    {
        CheckCount(call, 1, 2);
        var value = Convert1(call, 0, Parameter.Numeric);
        var scale = Scale(call);
        SparkType type = value.Type is DecimalType d ? decimalResult(d, scale) : value.Type;
        return new Signature([value, new BoundLiteral(scale, Int)], type, true);
    }

    private static int Scale(CallSite call)
    {
        if (call.Arguments.Count == 1)
            return 0;
        return Constant(call.Arguments[1]) is { } value and not string
            ? System.Convert.ToInt32(value, CultureInfo.InvariantCulture)
            : throw FunctionErrors.NotFoldable(call, 1, "scale");
    }

    // One whole digit more, for the carry; a negative scale leaves no fraction.
    private static DecimalType RoundedDecimal(DecimalType type, int scale)
    {
        var whole = type.Precision - type.Scale + 1;
        if (scale < 0)
            return new DecimalType(Math.Min(Math.Max(whole, -scale + 1), DecimalType.MaxPrecision), 0);
        var kept = Math.Min(type.Scale, scale);
        return new DecimalType(Math.Min(whole + kept, DecimalType.MaxPrecision), kept);
    }

    private static string Rounded(GeneratedCall call, string whole, string native)
    {
        var value = call.Arguments[0];
        var scale = (int)((BoundLiteral)call.Bound[1]).Value!;
        var type = PhysicalType.Of(call.Type);
        switch (call.Bound[0].Type)
        {
            case DecimalType d when whole == "round":
                return scale >= d.Scale ? $"CAST({value} AS {type})"
                    : scale >= 0 ? $"CAST({value} AS {type})"
                    : $"CAST(round({value}, {scale}) AS {type})";
            case DecimalType d:
                return scale >= d.Scale ? $"CAST({value} AS {type})" : HalfEven(value, d, scale, type);
            case FloatType or DoubleType:
                // By the digits one sees, as Java's BigDecimal does, and not by the binary value behind them.
                return scale == 0 && whole == "round" ? $"CAST(round({value}) + 0.0 AS {type})" : $"CAST({native}(CAST({value} AS DOUBLE), CAST({scale} AS BIGINT)) AS {type})";
            default:
                return scale >= 0 ? value
                    : whole == "round" ? $"CAST(round({value}, {scale}) AS {type})"
                    : HalfEven(value, new DecimalType(20, 0), scale, type);
        }
    }

    // On whole numbers: the quotient goes up by one when more than half is left, or half of an odd one.
    private static string HalfEven(string value, DecimalType type, int scale, string result)
    {
        var unscaled = type.Scale == 0 ? $"CAST({value} AS HUGEINT)" : $"CAST({value} * CAST({Power(type.Scale)} AS DECIMAL({type.Scale + 1},0)) AS HUGEINT)";
        var unit = $"{Power(type.Scale - scale)}::HUGEINT";
        var (quotient, rest) = ($"({unscaled} // {unit})", $"abs({unscaled} % {unit})");
        var rounded = $"({quotient} + CASE WHEN {rest} * 2 > {unit} OR ({rest} * 2 = {unit} AND {quotient} % 2 <> 0) THEN CAST(sign({unscaled}) AS HUGEINT) ELSE 0 END)";
        return scale > 0
            ? $"CAST(CAST({rounded} AS DECIMAL(38,0)) * CAST('0.{new string('0', scale - 1)}1' AS DECIMAL({scale},{scale})) AS {result})"
            : $"CAST({rounded} * {Power(-scale)}::HUGEINT AS {result})";
    }

    private static string Power(int exponent) => System.Numerics.BigInteger.Pow(10, exponent).ToString(CultureInfo.InvariantCulture);

    private static Signature BindWhole(CallSite call)
    {
        CheckCount(call, 1, 2);
        var value = Convert1(call, 0, Parameter.Numeric);
        if (call.Arguments.Count == 2)
        {
            var exact = value.Type is DecimalType ? value : TypeCoercion.ImplicitCast(value, value.Type.IsIntegral() ? DecimalArithmetic.ForIntegral(value.Type) : new DecimalType(30, 15));
            return new Signature([exact, new BoundLiteral(Scale(call), Int)], RoundedDecimal((DecimalType)exact.Type, Scale(call)), true);
        }

        SparkType type = value.Type is DecimalType d
            ? DecimalArithmetic.Bounded(d.Precision - d.Scale + (d.Scale > 0 ? 1 : 0), 0)
            : Long;
        return new Signature([value], type, true);
    }

    private static string Whole(GeneratedCall call, string function)
    {
        var value = call.Arguments[0];
        var type = PhysicalType.Of(call.Type);
        if (call.Arguments.Count == 1)
            return call.Bound[0].Type.IsIntegral() ? $"CAST({value} AS {type})" : $"CAST({function}({value}) AS {type})";
        var scale = (int)((BoundLiteral)call.Bound[1]).Value!;
        var source = (DecimalType)call.Bound[0].Type;
        if (scale >= source.Scale)
            return $"CAST({value} AS {type})";
        var power = System.Numerics.BigInteger.Pow(10, Math.Abs(scale));
        return scale >= 0
            ? $"CAST(CAST({function}({value} * CAST({power} AS DECIMAL({Math.Abs(scale) + 1},0))) AS DECIMAL(38,0)) * CAST('0.{new string('0', scale - 1)}1' AS DECIMAL({scale},{scale})) AS {type})"
            : $"CAST({function}({value} / {power}) * {power} AS {type})";
    }
}
