using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary><c>+ - * / % div</c> and their try_ forms, on numbers; dates and intervals are <see cref="IntervalArithmetic"/>'s.</summary>
internal static class ArithmeticOperators
{
    private const string DivideByZero =
        "Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead. If necessary set \"spark.sql.ansi.enabled\" to \"false\" to bypass this error.";

    private const string RemainderByZero =
        "Remainder by zero. Use `try_mod` to tolerate divisor being 0 and return NULL instead. If necessary set \"spark.sql.ansi.enabled\" to \"false\" to bypass this error.";

    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Operator("+", DecimalArithmetic.Add, call => Additive("+", call), nullable: false),
        Operator("-", DecimalArithmetic.Add, call => Additive("-", call), nullable: false),
        Operator("*", DecimalArithmetic.Multiply, Multiplied, nullable: false),
        Operator("/", DecimalArithmetic.Divide, call => Guarded(call, Divided(call), "DIVIDE_BY_ZERO", DivideByZero), nullable: true),
        Operator("%", DecimalArithmetic.Remainder, call => Guarded(call, Remainder(call), "REMAINDER_BY_ZERO", RemainderByZero), nullable: true)
            with { Aliases = ["mod"] },
        Scalar("div", BindIntegralDivision, call => Guarded(call, WholeQuotient(call), "DIVIDE_BY_ZERO", DivideByZero)),
        Operator("pmod", DecimalArithmetic.Remainder, call => Guarded(call, PositiveRemainder(call), "REMAINDER_BY_ZERO", RemainderByZero), nullable: true)
            with { ColumnName = null },
        Operator("try_add", DecimalArithmetic.Add, call => Tried(call, Additive("+", call), "+"), nullable: true),
        Operator("try_subtract", DecimalArithmetic.Add, call => Tried(call, Additive("-", call), "-"), nullable: true),
        Operator("try_multiply", DecimalArithmetic.Multiply, call => Tried(call, Multiplied(call), "*"), nullable: true),
        Operator("try_divide", DecimalArithmetic.Divide, call => Tried(call, NullWhenZero(call, Divided(call))), nullable: true),
        Operator("try_mod", DecimalArithmetic.Remainder, call => Tried(call, NullWhenZero(call, Remainder(call))), nullable: true),
        Scalar("negative", [Sign], SameAs(0), call => Negated(call)),
        Scalar("positive", [Sign], SameAs(0), call => call.Arguments[0]),
    ];

    private static Parameter Sign => new("(\"NUMERIC\" or \"INTERVAL\")", type =>
        type.IsAnsiInterval() || type is CalendarIntervalType ? type : Parameter.Numeric.TargetFor(type));

    /// <summary>
    /// The exact quotient of two decimals rounded half up to the result's scale. DuckDB divides decimals as doubles, so the
    /// division is one of whole numbers: the unscaled dividend, widened to the result's scale, by the unscaled divisor.
    /// </summary>
    internal static string DecimalQuotient(string left, DecimalType leftType, string right, DecimalType rightType, DecimalType result)
    {
        // One digit more than asked for, cut off; the cast then rounds on it. Half up needs no further digit than that.
        var shift = result.Scale + 1 - leftType.Scale + rightType.Scale;
        var quotient = $"(({Unscaled(left, leftType)} * {PowerOfTen(shift)}) // {Unscaled(right, rightType)})";
        return $"CAST({Scaled(quotient, result.Scale + 1)} AS {PhysicalType.Of(result)})";
    }

    private static FunctionDefinition Operator(
        string name, Func<DecimalType, DecimalType, DecimalType> decimalResult, Func<GeneratedCall, string> generate, bool nullable) =>
        Scalar(
            name,
            call => BindNumbers(call, decimalResult, nullable),
            call => IntervalArithmetic.Applies(call) ? IntervalArithmetic.Generate(name, call) : generate(call));

    private static Signature BindNumbers(CallSite call, Func<DecimalType, DecimalType, DecimalType> decimalResult, bool nullable)
    {
        CheckCount(call, 2, 2);
        if (IntervalArithmetic.TryBind(call) is { } overDates)
            return overDates;
        var (left, right) = (call.Arguments[0], call.Arguments[1]);
        if (left.Type.IsText() && right.Type.IsText())
            throw FunctionErrors.BinaryOperatorWrongType(call, "NUMERIC", left.Type);
        var divides = call.Name is "/" or "try_divide";
        if (DecimalOperands(left, right) is { } decimals)
        {
            var type = decimalResult((DecimalType)decimals.Left.Type, (DecimalType)decimals.Right.Type);
            return new Signature([decimals.Left, decimals.Right], type, nullable || decimals.Left.Nullable || decimals.Right.Nullable);
        }

        var common = TypeCoercion.CommonType(left.Type, right.Type);
        if (common is NullType)
            common = Int;
        if (common is null || !common.IsNumeric())
            throw FunctionErrors.BinaryOperatorDifferentTypes(call);
        if (divides)
            common = FunctionRow.Double;
        (left, right) = (TypeCoercion.ImplicitCast(left, common), TypeCoercion.ImplicitCast(right, common));
        return new Signature([left, right], common, nullable || left.Nullable || right.Nullable);
    }

    // Both operands as decimals when one is a decimal and the other a decimal or a whole number; an integer literal is as narrow as it can be.
    private static (BoundExpression Left, BoundExpression Right)? DecimalOperands(BoundExpression left, BoundExpression right)
    {
        if (left.Type is not DecimalType && right.Type is not DecimalType)
            return null;
        return AsDecimal(left, right.Type) is { } l && AsDecimal(right, left.Type) is { } r ? (l, r) : null;
    }

    private static BoundExpression? AsDecimal(BoundExpression operand, SparkType other) => operand switch
    {
        { Type: DecimalType } => operand,
        BoundLiteral { Value: int or long } literal => TypeCoercion.ImplicitCast(
            literal, DecimalArithmetic.ForLiteral(System.Convert.ToInt64(literal.Value, System.Globalization.CultureInfo.InvariantCulture))),
        { Type: var type } when type.IsIntegral() => TypeCoercion.ImplicitCast(operand, DecimalArithmetic.ForIntegral(type)),
        { Type: NullType } when other is DecimalType => TypeCoercion.ImplicitCast(operand, other),
        _ => null,
    };

    private static Signature BindIntegralDivision(CallSite call)
    {
        CheckCount(call, 2, 2);
        if (call.Arguments.All(argument => argument.Type.IsAnsiInterval()) && call.Arguments[0].Type.GetType() == call.Arguments[1].Type.GetType())
            return new Signature(call.Arguments, Long, true);
        var (left, right) = (call.Arguments[0], call.Arguments[1]);
        if (DecimalOperands(left, right) is { } decimals)
            return new Signature([decimals.Left, decimals.Right], Long, true);
        var common = TypeCoercion.CommonType(left.Type, right.Type);
        if (common is null || !(common.IsIntegral() || common is NullType))
            throw FunctionErrors.BinaryOperatorWrongType(call, "(\"BIGINT\" or \"DECIMAL\")", left.Type.IsIntegral() ? right.Type : left.Type);
        return new Signature([TypeCoercion.ImplicitCast(left, Long), TypeCoercion.ImplicitCast(right, Long)], Long, true);
    }

    private static string Additive(string sign, GeneratedCall call)
    {
        var (left, right) = (call.Arguments[0], call.Arguments[1]);
        if (call.Type is not DecimalType result)
            return $"({left} {sign} {right})";
        var scale = Math.Max(((DecimalType)call.Bound[0].Type).Scale, ((DecimalType)call.Bound[1].Type).Scale);
        return result.Precision < DecimalType.MaxPrecision
            ? $"({left} {sign} {right})"
            : $"CAST((CAST({left} AS DECIMAL(38,{scale})) {sign} CAST({right} AS DECIMAL(38,{scale}))) AS {PhysicalType.Of(result)})";
    }

    private static string Multiplied(GeneratedCall call)
    {
        if (call.Type is not DecimalType)
            return $"({call.Arguments[0]} * {call.Arguments[1]})";
        var (left, right) = ((DecimalType)call.Bound[0].Type, (DecimalType)call.Bound[1].Type);
        var exact = $"CAST(({call.Arguments[0]} * {call.Arguments[1]}) AS {PhysicalType.Of(call.Type)})";
        if (left.Precision + right.Precision <= DecimalType.MaxPrecision)
            return exact;

        // The exact product may need more digits than DuckDB has before it is rounded to the result's scale.
        return left.Scale + right.Scale <= DecimalType.MaxPrecision && IsPlain(call) ? $"coalesce(TRY({exact}), {Exactly("spark_decimal_product", call)})" : Exactly("spark_decimal_product", call);
    }

    private static string Divided(GeneratedCall call)
    {
        if (call.Type is not DecimalType result)
            return $"({call.Arguments[0]} / {call.Arguments[1]})";
        var (left, right) = ((DecimalType)call.Bound[0].Type, (DecimalType)call.Bound[1].Type);
        var quotient = DecimalQuotient(call.Arguments[0], left, call.Arguments[1], right, result);
        var digits = Math.Max(left.Precision + result.Scale + 1 - left.Scale + right.Scale, right.Precision);
        if (digits <= DecimalType.MaxPrecision)
            return quotient;
        return IsPlain(call) ? $"coalesce(TRY({quotient}), {Exactly("spark_decimal_quotient", call)})" : Exactly("spark_decimal_quotient", call);
    }

    // Wider than DuckDB's own numbers: by .NET, as text.
    private static string Exactly(string native, GeneratedCall call)
    {
        var result = (DecimalType)call.Type;
        var size = result.Precision * 100 + result.Scale;
        return $"CAST({native}(CAST({call.Arguments[0]} AS VARCHAR), CAST({call.Arguments[1]} AS VARCHAR), {size}::BIGINT) AS {PhysicalType.Of(result)})";
    }

    // TRY takes nothing that may raise an error of its own.
    private static bool IsPlain(GeneratedCall call) => call.Bound.All(IsPlain);

    private static bool IsPlain(BoundExpression expression) => expression switch
    {
        BoundLiteral or BoundColumnReference => true,
        BoundCast { Mode: CastMode.Up } cast => IsPlain(cast.Operand),
        _ => false,
    };

    private static string Remainder(GeneratedCall call)
    {
        if (call.Type is not DecimalType result)
            return $"({call.Arguments[0]} % {call.Arguments[1]})";
        var (left, right) = CommonScale(call);
        return $"CAST({Scaled($"({left.Sql} % {right.Sql})", left.Scale)} AS {PhysicalType.Of(result)})";
    }

    private static string PositiveRemainder(GeneratedCall call)
    {
        if (call.Type is DecimalType result)
        {
            var (left, right) = CommonScale(call);
            return $"CAST({Scaled(Positive(left.Sql, right.Sql), left.Scale)} AS {PhysicalType.Of(result)})";
        }

        return Positive(call.Arguments[0], call.Arguments[1]);

        // Java's: r = a % n; if r < 0 then (r + n) % n else r.
        static string Positive(string a, string n) => $"(CASE WHEN ({a} % {n}) < 0 THEN (({a} % {n}) + {n}) % {n} ELSE {a} % {n} END)";
    }

    private static string WholeQuotient(GeneratedCall call)
    {
        if (call.Bound[0].Type is not DecimalType)
            return $"CAST(({call.Arguments[0]} // {call.Arguments[1]}) AS BIGINT)";
        var (left, right) = CommonScale(call);
        return $"CAST(({left.Sql} // {right.Sql}) AS BIGINT)";
    }

    private static ((string Sql, int Scale) Left, (string Sql, int Scale) Right) CommonScale(GeneratedCall call)
    {
        var (leftType, rightType) = ((DecimalType)call.Bound[0].Type, (DecimalType)call.Bound[1].Type);
        var scale = Math.Max(leftType.Scale, rightType.Scale);
        return (
            ($"({Unscaled(call.Arguments[0], leftType)} * {PowerOfTen(scale - leftType.Scale)})", scale),
            ($"({Unscaled(call.Arguments[1], rightType)} * {PowerOfTen(scale - rightType.Scale)})", scale));
    }

    private static string Guarded(GeneratedCall call, string sql, string errorClass, string message)
    {
        var divisor = call.Bound[1];
        if (Constant(divisor) is not (null or 0 or 0L or 0D))
            return sql;
        var counts = call.Bound[0].Nullable ? $" AND {call.Arguments[0]} IS NOT NULL" : "";
        return $"(CASE WHEN {call.Arguments[1]} = 0{counts} THEN {Raise(errorClass, message, "22012")} ELSE {sql} END)";
    }

    private static string NullWhenZero(GeneratedCall call, string sql) => $"(CASE WHEN {call.Arguments[1]} = 0 THEN NULL ELSE {sql} END)";

    // Whole numbers are computed with room to spare and cut back; the operands' own errors stay errors.
    private static string TriedWhole(GeneratedCall call, string sign) =>
        $"TRY_CAST(CAST({call.Arguments[0]} AS HUGEINT) {sign} CAST({call.Arguments[1]} AS HUGEINT) AS {PhysicalType.Of(call.Type)})";

    private static string Tried(GeneratedCall call, string sql, string? sign = null) =>
        call.Type.IsFloating() ? sql : sign is not null && call.Type.IsIntegral() ? TriedWhole(call, sign) : $"TRY({sql})";

    private static string Negated(GeneratedCall call) => call.Type is CalendarIntervalType ? $"(-({call.Arguments[0]}))" : $"(-{call.Arguments[0]})";

    private static string Unscaled(string sql, DecimalType type) => type.Scale == 0
        ? $"CAST({sql} AS HUGEINT)"
        : $"CAST({sql} * CAST({PowerOfTen(type.Scale)} AS DECIMAL({type.Scale + 1},0)) AS HUGEINT)";

    private static string Scaled(string sql, int scale) => scale == 0
        ? $"CAST({sql} AS DECIMAL(38,0))"
        : $"(CAST({sql} AS DECIMAL(38,0)) * CAST('0.{new string('0', scale - 1)}1' AS DECIMAL({scale},{scale})))";

    private static string PowerOfTen(int exponent) => $"{System.Numerics.BigInteger.Pow(10, exponent)}::HUGEINT";
}
