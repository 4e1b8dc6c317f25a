using System.Globalization;
using Edlake.Sql.Binding;

namespace Edlake.Sessions.Commands;

/// <summary>Bound expressions as EXPLAIN shows them; a column carries its id, since names repeat.</summary>
internal static class ExpressionText
{
    internal static string Of(BoundColumn column) => $"{column.Name}#{column.Id}";

    internal static string Of(BoundExpression expression) => expression switch
    {
        BoundLiteral { Value: null } => "NULL",
        BoundLiteral { Value: string text } => $"'{text}'",
        BoundLiteral { Value: var value, Type: var type } => $"{Convert.ToString(value, CultureInfo.InvariantCulture)}:{type.Sql}",
        BoundColumnReference reference => Of(reference.Column),
        BoundCast cast => $"{(cast.Mode == CastMode.Try ? "try_cast" : "cast")}({Of(cast.Operand)} AS {cast.Type.Sql})",
        BoundFunction function => Call(function.Function.Name, function.Arguments),
        BoundAggregateCall call => $"{Call(call.Function.Name, call.Arguments, call.IsDistinct ? "DISTINCT " : "")}{(call.Filter is null ? "" : $" FILTER ({Of(call.Filter)})")}",
        BoundWindow window => $"{Of(window.Function)} OVER (PARTITION BY {string.Join(", ", window.PartitionBy.Select(Of))} ORDER BY {string.Join(", ", window.OrderBy.Select(key => Of(key.Expression)))})",
        BoundCase @case => $"CASE {string.Join(" ", @case.Branches.Select(branch => $"WHEN {Of(branch.Condition)} THEN {Of(branch.Result)}"))}{(@case.Else is null ? "" : $" ELSE {Of(@case.Else)}")} END",
        BoundField part => $"{Of(part.Struct)}.{part.Name}",
        BoundLambda lambda => $"({string.Join(", ", lambda.Parameters.Select(parameter => parameter.Name))}) -> {Of(lambda.Body)}",
        BoundLambdaVariable variable => variable.Name,
        BoundScalarSubquery => "(subquery)",
        BoundExists => "EXISTS (subquery)",
        BoundInSubquery subquery => $"({string.Join(", ", subquery.Operands.Select(Of))}) IN (subquery)",
        _ => expression.GetType().Name.Replace("Bound", "", StringComparison.Ordinal),
    };

    // Operators are functions named by their sign.
    private static string Call(string name, IReadOnlyList<BoundExpression> arguments, string before = "") => arguments.Count == 2 && !char.IsLetter(name[0])
        ? $"({Of(arguments[0])} {name} {Of(arguments[1])})"
        : $"{name}({before}{string.Join(", ", arguments.Select(Of))})";
}
