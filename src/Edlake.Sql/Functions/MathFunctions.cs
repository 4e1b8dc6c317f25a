using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Roots, logarithms, trigonometry, signs.</summary>
internal static class MathFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("abs", [new Parameter("(\"NUMERIC\" or \"ANSI INTERVAL\")", type => type.IsAnsiInterval() ? type : Parameter.Numeric.TargetFor(type))], SameAs(0), Template("abs({0})")),
        Scalar("sign", [Signed], FunctionRow.Double, "CAST(sign({0}) AS DOUBLE)", nullable: AnyNullOrConverted) with { Aliases = ["signum"] },
        Scalar("power", [Parameter.Double, Parameter.Double], FunctionRow.Double, "pow({0}, {1})") with { Aliases = ["pow"], ColumnName = null },
        Unary("sqrt", "(CASE WHEN {0} < 0 THEN 'NaN'::DOUBLE ELSE sqrt({0}) END)"),
        Unary("cbrt", "(CASE WHEN round(cbrt({0})) * round(cbrt({0})) * round(cbrt({0})) = {0} THEN round(cbrt({0})) ELSE cbrt({0}) END)"),
        Unary("exp", "exp({0})"),
        Unary("expm1", "(exp({0}) - 1)"),
        Logarithm("ln", "ln({0})"),
        Logarithm("log10", "log10({0})"),
        Logarithm("log2", "log2({0})"),
        Scalar("log1p", [Parameter.Double], FunctionRow.Double, "(CASE WHEN {0} > -1 THEN ln(1 + {0}) END)", nullable: Always),
        Scalar("log", [Parameter.Double, Parameter.Double], _ => FunctionRow.Double, call => call.Arguments.Count == 1
            ? Template("(CASE WHEN {0} > 0 THEN ln({0}) END)")(call)
            : Template("(CASE WHEN {0} > 0 AND {1} > 0 THEN ln({1}) / ln({0}) END)")(call), optional: 1, nullable: Always),
        Unary("sin", "sin({0})"),
        Unary("cos", "cos({0})"),
        Unary("tan", "tan({0})"),
        Unary("cot", "(1 / tan({0}))"),
        Unary("sec", "(1 / cos({0}))"),
        Unary("csc", "(1 / sin({0}))"),
        Unary("asin", "(CASE WHEN abs({0}) > 1 THEN 'NaN'::DOUBLE ELSE asin({0}) END)"),
        Unary("acos", "(CASE WHEN abs({0}) > 1 THEN 'NaN'::DOUBLE ELSE acos({0}) END)"),
        Unary("atan", "atan({0})"),
        Unary("sinh", "sinh({0})"),
        Unary("cosh", "cosh({0})"),
        Unary("tanh", "tanh({0})"),
        Unary("asinh", "asinh({0})"),
        Unary("acosh", "(CASE WHEN {0} < 1 THEN 'NaN'::DOUBLE ELSE acosh({0}) END)"),
        Unary("atanh", "(CASE WHEN abs({0}) > 1 THEN 'NaN'::DOUBLE ELSE atanh({0}) END)"),
        Unary("degrees", "degrees({0})"),
        Unary("radians", "radians({0})"),
        Scalar("atan2", [Parameter.Double, Parameter.Double], FunctionRow.Double, "atan2({0}, {1})"),
        Scalar("hypot", [Parameter.Double, Parameter.Double], FunctionRow.Double, "sqrt({0} * {0} + {1} * {1})"),
        Scalar("pi", [], FunctionRow.Double, "pi()"),
        Scalar("e", [], FunctionRow.Double, "exp(1.0::DOUBLE)"),
        Scalar("factorial", [Parameter.Int], FunctionRow.Long, "(CASE WHEN {0} BETWEEN 0 AND 20 THEN CAST(factorial({0}) AS BIGINT) END)", nullable: Always),
        Scalar("width_bucket", [Parameter.Double, Parameter.Double, Parameter.Double, Parameter.Long], FunctionRow.Long, WidthBucket, nullable: Always),
        Scalar("rand", [Parameter.Long], FunctionRow.Double, "random()", optional: 1, nullable: Never) with { IsDeterministic = false, Aliases = ["random"] },
        Scalar("uuid", [], FunctionRow.Text, "CAST(uuid() AS VARCHAR)", nullable: Never) with { IsDeterministic = false },
    ];

    private const string WidthBucket =
        "(CASE WHEN {3} <= 0 OR {1} = {2} THEN NULL "
        + "WHEN {1} < {2} THEN CASE WHEN {0} < {1} THEN 0 WHEN {0} >= {2} THEN {3} + 1 ELSE CAST(floor({3} * ({0} - {1}) / ({2} - {1})) AS BIGINT) + 1 END "
        + "ELSE CASE WHEN {0} > {1} THEN 0 WHEN {0} <= {2} THEN {3} + 1 ELSE CAST(floor({3} * ({1} - {0}) / ({1} - {2})) AS BIGINT) + 1 END END)";

    private static Parameter Signed => new("(\"DOUBLE\" or \"INTERVAL\")", type => type.IsAnsiInterval() ? type : Parameter.Double.TargetFor(type));

    private static bool AnyNullOrConverted(IReadOnlyList<Binding.BoundExpression> arguments) => AnyNull(arguments) || arguments.Count > 0;

    // Spark calls every one-argument mathematical function nullable.
    private static FunctionDefinition Unary(string name, string template) =>
        Scalar(name, [Parameter.Double], FunctionRow.Double, template, nullable: Always);

    private static FunctionDefinition Logarithm(string name, string sql) =>
        Scalar(name, [Parameter.Double], FunctionRow.Double, $"(CASE WHEN {{0}} > 0 THEN {sql} END)", nullable: Always);
}
