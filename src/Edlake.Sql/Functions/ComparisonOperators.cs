using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Comparison and logic.</summary>
internal static class ComparisonOperators
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Comparison("="),
        Comparison("<"),
        Comparison("<="),
        Comparison(">"),
        Comparison(">="),
        NullSafe("<=>"),
        NullSafe("equal_null"),
        Variadic("and", Parameter.Boolean, _ => FunctionRow.Boolean, call => $"({string.Join(" AND ", call.Arguments)})", least: 2),
        Variadic("or", Parameter.Boolean, _ => FunctionRow.Boolean, call => $"({string.Join(" OR ", call.Arguments)})", least: 2),
        Scalar("not", [Parameter.Boolean], FunctionRow.Boolean, "(NOT {0})") with { Aliases = ["!"] },
        Scalar("isnull", [Parameter.Any], FunctionRow.Boolean, "({0} IS NULL)", nullable: Never),
        Scalar("isnotnull", [Parameter.Any], FunctionRow.Boolean, "({0} IS NOT NULL)", nullable: Never),
        Scalar("in", BindIn, call => $"({call.Arguments[0]} IN ({string.Join(", ", call.Arguments.Skip(1))}))"),
        Scalar("isnan", [Parameter.Double], FunctionRow.Boolean, "coalesce(isnan({0}), false)", nullable: Never),
    ];

    private static FunctionDefinition Comparison(string sign) => Scalar(
        sign, call => BindSame(call, sign is not "=", AnyNull), call => sign is "="
            ? $"({call.Arguments[0]} = {call.Arguments[1]})"
            : $"({OrderingKey.Of(call.Arguments[0], call.Bound[0].Type)} {sign} {OrderingKey.Of(call.Arguments[1], call.Bound[0].Type)})");

    private static FunctionDefinition NullSafe(string name) => Scalar(
        name, call => BindSame(call, false, Never), call => $"({call.Arguments[0]} IS NOT DISTINCT FROM {call.Arguments[1]})");

    private static Signature BindSame(CallSite call, bool ordered, Func<IReadOnlyList<BoundExpression>, bool> nullable)
    {
        CheckCount(call, 2, 2);
        var common = Common(call.Arguments[0], call.Arguments[1]) ?? throw FunctionErrors.BinaryOperatorDifferentTypes(call);
        if (common is MapType or VariantType || (ordered && !common.IsOrderable()))
            throw FunctionErrors.InvalidOrderingType(call, common);
        var arguments = call.Arguments.Select(argument => TypeCoercion.ImplicitCast(argument, common)).ToList();
        return new Signature(arguments, FunctionRow.Boolean, nullable(arguments));
    }

    // A whole-number literal beside a decimal is as narrow as it can be, so that no digit of the decimal is lost.
    private static SparkType? Common(BoundExpression left, BoundExpression right) => (left.Type, right.Type) switch
    {
        (DecimalType d, _) when IntegerLiteral(right) is { } value => DecimalArithmetic.Wider(d, DecimalArithmetic.ForLiteral(value)),
        (_, DecimalType d) when IntegerLiteral(left) is { } value => DecimalArithmetic.Wider(d, DecimalArithmetic.ForLiteral(value)),
        _ => TypeCoercion.CommonType(left.Type, right.Type),
    };

    private static long? IntegerLiteral(BoundExpression expression) =>
        expression is BoundLiteral { Value: sbyte or short or int or long } literal
            ? System.Convert.ToInt64(literal.Value, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    private static Signature BindIn(CallSite call)
    {
        CheckCount(call, 2, int.MaxValue);
        var common = TypeCoercion.CommonTypeOf([.. call.Arguments.Select(argument => argument.Type)])
            ?? throw FunctionErrors.DifferentTypes(call, "in");
        if (common is MapType)
            throw FunctionErrors.InvalidOrderingType(call, common);
        var arguments = call.Arguments.Select(argument => TypeCoercion.ImplicitCast(argument, common)).ToList();
        return new Signature(arguments, FunctionRow.Boolean, AnyNull(arguments));
    }
}
