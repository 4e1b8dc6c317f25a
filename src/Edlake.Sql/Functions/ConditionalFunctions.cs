using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>if, coalesce and their kin; CASE has a node of its own.</summary>
internal static class ConditionalFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("if", BindIf, Template("(CASE WHEN {0} THEN {1} ELSE {2} END)")) with
        {
            ColumnName = names => $"(IF({names[0]}, {names[1]}, {names[2]}))",
        },
        Scalar("coalesce", call => Same(call, 1, int.MaxValue, arguments => arguments.All(argument => argument.Nullable)), Template("coalesce({*})")),
        Scalar("nvl", call => Same(call, 2, 2, arguments => arguments.All(argument => argument.Nullable)), Template("coalesce({*})"))
            with { Aliases = ["ifnull"] },
        Scalar("nvl2", BindNvl2, Template("(CASE WHEN {0} IS NOT NULL THEN {1} ELSE {2} END)")),
        Scalar("nullif", BindNullIf, Template("(CASE WHEN {0} = {1} THEN NULL ELSE {2} END)")),
        Scalar("zeroifnull", call => ZeroIfNull(call), Template("coalesce({0}, {1})")),
        Scalar("nullifzero", [Parameter.Numeric], SameAs(0), Template("nullif({0}, 0)"), nullable: Always),
        Scalar("nanvl", [Parameter.Double, Parameter.Double], _ => FunctionRow.Double, Template("(CASE WHEN isnan({0}) THEN {1} ELSE {0} END)")),
        Scalar("greatest", call => Extreme(call), call => Extremum(call, "greatest")),
        Scalar("least", call => Extreme(call), call => Extremum(call, "least")),
        Scalar("assert_true", BindAssertTrue, call => $"(CASE WHEN coalesce({call.Arguments[0]}, false) THEN NULL ELSE CAST(error('[USER_RAISED_EXCEPTION] ' || {call.Arguments[1]} || ' SQLSTATE: P0001') AS INTEGER) END)"),
        Scalar("raise_error", [Parameter.Text], _ => new NullType(), Template("error('[USER_RAISED_EXCEPTION] ' || {0} || ' SQLSTATE: P0001')"), nullable: Always)
            with { IsDeterministic = false },
    ];

    /// <summary>Converts arguments from <paramref name="from"/> on to their common type.</summary>
    internal static IReadOnlyList<BoundExpression> ToCommonType(CallSite call, int from, string function)
    {
        var common = TypeCoercion.CommonTypeOf([.. call.Arguments.Skip(from).Select(argument => argument.Type)])
            ?? throw FunctionErrors.DifferentTypes(call, function);
        return [.. call.Arguments.Select((argument, i) => i < from ? argument : TypeCoercion.ImplicitCast(argument, common))];
    }

    private static Signature Same(CallSite call, int least, int most, Func<IReadOnlyList<BoundExpression>, bool> nullable)
    {
        CheckCount(call, least, most);
        var arguments = ToCommonType(call, 0, call.Name.ToLowerInvariant());
        return new Signature(arguments, arguments[0].Type, nullable(arguments));
    }

    private static Signature BindIf(CallSite call)
    {
        CheckCount(call, 3, 3);
        var condition = Convert1(call, 0, Parameter.Boolean);
        var results = ToCommonType(call, 1, "if");
        return new Signature([condition, results[1], results[2]], results[1].Type, results[1].Nullable || results[2].Nullable);
    }

    private static Signature BindNvl2(CallSite call)
    {
        CheckCount(call, 3, 3);
        var arguments = ToCommonType(call, 1, "if");
        return new Signature(arguments, arguments[1].Type, arguments[1].Nullable || arguments[2].Nullable);
    }

    // nullif(a, b) keeps a's own type; the comparison is made in the common one.
    private static Signature BindNullIf(CallSite call)
    {
        CheckCount(call, 2, 2);
        var compared = ToCommonType(call, 0, "nullif");
        return new Signature([compared[0], compared[1], call.Arguments[0]], call.Arguments[0].Type, true);
    }

    private static Signature ZeroIfNull(CallSite call)
    {
        CheckCount(call, 1, 1);
        var zero = new BoundLiteral(0, Int);
        var common = TypeCoercion.CommonType(call.Arguments[0].Type, Int) ?? throw FunctionErrors.UnexpectedInputType(call, 0, "NUMERIC");
        return new Signature(
            [TypeCoercion.ImplicitCast(call.Arguments[0], common), TypeCoercion.ImplicitCast(zero, common)], common, false);
    }

    private static Signature Extreme(CallSite call)
    {
        CheckCount(call, 2, int.MaxValue);
        var signature = Same(call, 2, int.MaxValue, arguments => arguments.All(argument => argument.Nullable));
        return signature.Type.IsOrderable() ? signature : throw FunctionErrors.InvalidOrderingType(call, signature.Type);
    }

    // NaN is greater than any number in both engines; DuckDB's greatest() skips NULLs as Spark's does.
    private static string Extremum(GeneratedCall call, string function)
    {
        var values = string.Join(", ", call.Arguments);
        return OrderingKey.IsNeeded(call.Type)
            ? $"list_extract({OrderingKey.Sorted($"[{values}]", call.Type, function == "least" ? "ASC" : "DESC", "NULLS LAST")}, 1)"
            : $"{function}({values})";
    }

    private static Signature BindAssertTrue(CallSite call)
    {
        CheckCount(call, 1, 2);
        var condition = Convert1(call, 0, Parameter.Boolean);
        var message = call.Arguments.Count == 2
            ? Convert1(call, 1, Parameter.Text)
            : new BoundLiteral("The condition is not true!", Text);
        return new Signature([condition, message], new NullType(), true);
    }
}
