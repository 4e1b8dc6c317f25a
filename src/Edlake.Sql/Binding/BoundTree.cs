using System.Globalization;

namespace Edlake.Sql.Binding;

/// <summary>Walking and rewriting bound expressions.</summary>
public static class BoundTree
{
    /// <summary>The direct parts of an expression; subqueries are not entered.</summary>
    public static IEnumerable<BoundExpression> Children(this BoundExpression expression) => expression switch
    {
        BoundCast cast => [cast.Operand],
        BoundFunction function => function.Arguments,
        BoundAggregateCall call => [.. call.Arguments, .. Optional(call.Filter), .. call.Order.Select(key => key.Expression)],
        BoundWindow window => [window.Function, .. window.PartitionBy, .. window.OrderBy.Select(key => key.Expression)],
        BoundCase @case => [.. @case.Branches.SelectMany(branch => new[] { branch.Condition, branch.Result }), .. Optional(@case.Else)],
        BoundField part => [part.Struct],
        BoundLambda lambda => [lambda.Body],
        BoundInSubquery subquery => subquery.Operands,
        _ => [],
    };

    /// <summary>The expression and all its parts.</summary>
    public static IEnumerable<BoundExpression> SelfAndDescendants(this BoundExpression expression) =>
        expression.Children().SelectMany(SelfAndDescendants).Prepend(expression);

    /// <summary>
    /// Rewrites top down: where <paramref name="replace"/> gives an expression it stands in place of the whole part, where it gives
    /// null the parts of the part are rewritten.
    /// </summary>
    public static BoundExpression Rewrite(this BoundExpression expression, Func<BoundExpression, BoundExpression?> replace)
    {
        if (replace(expression) is { } replaced)
            return replaced;
        BoundExpression Again(BoundExpression part) => part.Rewrite(replace);
        IReadOnlyList<BoundSortKey> Keys(IReadOnlyList<BoundSortKey> keys) => [.. keys.Select(key => key with { Expression = Again(key.Expression) })];
        return expression switch
        {
            BoundCast cast => cast with { Operand = Again(cast.Operand) },
            BoundFunction function => function with { Arguments = [.. function.Arguments.Select(Again)] },
            BoundAggregateCall call => call with
            {
                Arguments = [.. call.Arguments.Select(Again)],
                Filter = call.Filter is null ? null : Again(call.Filter),
                Order = Keys(call.Order),
            },
            BoundWindow window => window with
            {
                Function = window.Function.RewriteParts(Again),
                PartitionBy = [.. window.PartitionBy.Select(Again)],
                OrderBy = Keys(window.OrderBy),
            },
            BoundCase @case => @case with
            {
                Branches = [.. @case.Branches.Select(branch => (Again(branch.Condition), Again(branch.Result)))],
                Else = @case.Else is null ? null : Again(@case.Else),
            },
            BoundField part => part with { Struct = Again(part.Struct) },
            BoundLambda lambda => lambda with { Body = Again(lambda.Body) },
            BoundInSubquery subquery => subquery with { Operands = [.. subquery.Operands.Select(Again)] },
            _ => expression,
        };
    }

    /// <summary>A text that two expressions share exactly when they mean the same: what GROUP BY compares.</summary>
    public static string Key(this BoundExpression expression) => expression switch
    {
        BoundLiteral literal => $"{literal.Type.Sql}:{Text(literal.Value)}",
        BoundColumnReference reference => $"c{reference.Column.Id}",
        BoundCast cast => $"cast({cast.Operand.Key()} as {cast.Type.Sql} {cast.Mode})",
        BoundFunction function => $"{function.Function.Name}({string.Join(",", function.Arguments.Select(Key))}):{function.Type.Sql}",
        BoundAggregateCall call =>
            $"{call.Function.Name}({(call.IsDistinct ? "distinct " : "")}{string.Join(",", call.Arguments.Select(Key))} filter {call.Filter?.Key()} order {Keys(call.Order)} {call.IgnoresNulls})",
        BoundWindow window =>
            $"{window.Function.Key()} over({string.Join(",", window.PartitionBy.Select(Key))} order {Keys(window.OrderBy)} {FrameKey(window.Frame)} {window.IgnoresNulls})",
        BoundCase @case => $"case({string.Join(",", @case.Branches.Select(branch => $"{branch.Condition.Key()}:{branch.Result.Key()}"))} else {@case.Else?.Key()})",
        BoundField part => $"{part.Struct.Key()}.{part.Ordinal}",
        BoundLambdaVariable variable => $"v{variable.Id}",
        BoundGroupingCall grouping => $"grouping{grouping.IsId}({string.Join(",", grouping.Arguments.Select(Key))})",
        BoundLambda lambda => $"({string.Join(",", lambda.Parameters.Select(Key))})->{lambda.Body.Key()}",
        _ => $"#{System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(expression)}",
    };

    // The function of a window is part of it: only what the function is made of is rewritten.
    private static BoundExpression RewriteParts(this BoundExpression function, Func<BoundExpression, BoundExpression> again) => function switch
    {
        BoundAggregateCall call => call with
        {
            Arguments = [.. call.Arguments.Select(again)],
            Filter = call.Filter is null ? null : again(call.Filter),
            Order = [.. call.Order.Select(key => key with { Expression = again(key.Expression) })],
        },
        BoundFunction ranking => ranking with { Arguments = [.. ranking.Arguments.Select(again)] },
        _ => again(function),
    };

    private static IEnumerable<BoundExpression> Optional(BoundExpression? expression) => expression is null ? [] : [expression];

    private static string Keys(IReadOnlyList<BoundSortKey> keys) =>
        string.Join(",", keys.Select(key => $"{key.Expression.Key()} {key.Descending} {key.NullsFirst}"));

    private static string FrameKey(BoundFrame? frame) => frame is null
        ? ""
        : $"{frame.IsRange} {frame.Start.Kind} {frame.Start.Offset?.Key()} {frame.End.Kind} {frame.End.Offset?.Key()}";

    private static string Text(object? value) => value switch
    {
        null => "null",
        byte[] bytes => System.Convert.ToHexString(bytes),
        _ => System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
