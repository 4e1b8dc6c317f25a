using System.Globalization;
using Edlake.DuckDb.Generation.Casts;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Generation;

/// <summary>Expressions as DuckDB SQL, always safe to stand in any operator.</summary>
internal sealed class ExpressionGenerator(SessionState session, Func<BoundRelation, string> query)
{
    private readonly CastGenerator _casts = new(session);

    internal string Generate(BoundExpression expression) => expression switch
    {
        BoundLiteral literal => LiteralText.Sql(literal),
        BoundColumnReference reference => reference.Column.Sql(),
        BoundCast cast => _casts.Generate(cast, Generate(cast.Operand)),
        BoundFunction function => Call(function.Function, function.Arguments, function, AggregateClauses.None),
        BoundAggregateCall call => Aggregate(call, null),
        BoundWindow window => Window(window),
        BoundCase @case => Case(@case),
        BoundField part => $"struct_extract({Generate(part.Struct)}, {PhysicalType.Literal(part.Name)})",
        BoundLambdaVariable variable => string.Create(CultureInfo.InvariantCulture, $"v{variable.Id}"),
        BoundLambda lambda => $"(lambda {string.Join(", ", lambda.Parameters.Select(Generate))}: {Generate(lambda.Body)})",
        BoundScalarSubquery subquery => $"({query(subquery.Query)})",
        BoundExists exists => $"EXISTS ({query(exists.Query)})",
        BoundInSubquery subquery => InSubquery(subquery),
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression.GetType().Name, "An expression without SQL."),
    };

    /// <summary>The keys of an ORDER BY.</summary>
    internal string Keys(IReadOnlyList<BoundSortKey> keys) => string.Join(", ", keys.Select(key =>
        $"{OrderKey(key.Expression)} {(key.Descending ? "DESC" : "ASC")} NULLS {(key.NullsFirst ? "FIRST" : "LAST")}"));

    // A bare number in ORDER BY or PARTITION BY would be a place in the select list.
    private string OrderKey(BoundExpression key) => key is BoundLiteral ? $"(SELECT {Generate(key)})" : Generate(key);

    private string Call(FunctionDefinition function, IReadOnlyList<BoundExpression> arguments, BoundExpression node, AggregateClauses clauses)
    {
        var generate = function.Generate ?? throw new SqlException(
            "UNSUPPORTED_FEATURE.FUNCTION", "0A000", $"The embedded engine has no function `{function.Name}`.", node.Span, "Run it with --engine spark.");
        return generate(new GeneratedCall([.. arguments.Select(Generate)], arguments, node.Type, session) { Span = node.Span, Clauses = clauses });
    }

    private string Aggregate(BoundAggregateCall call, string? over)
    {
        var clauses = new AggregateClauses(
            call.IsDistinct,
            call.Order.Count == 0 ? null : Keys(call.Order),
            call.Filter is null ? null : Generate(call.Filter),
            over,
            call.IgnoresNulls);
        return Call(call.Function, call.Arguments, call, clauses);
    }

    private string Window(BoundWindow window)
    {
        var over = WindowText.Over(window, Generate, Keys);
        return window.Function is BoundAggregateCall call
            ? Aggregate(call with { IgnoresNulls = call.IgnoresNulls || window.IgnoresNulls }, over)
            : Call(
                ((BoundFunction)window.Function).Function,
                ((BoundFunction)window.Function).Arguments,
                window.Function,
                new AggregateClauses(false, null, null, over, window.IgnoresNulls));
    }

    private string Case(BoundCase @case)
    {
        var branches = @case.Branches.Select(branch => $"WHEN {Generate(branch.Condition)} THEN {Generate(branch.Result)}");
        var last = @case.Else is null ? "" : $" ELSE {Generate(@case.Else)}";
        return $"(CASE {string.Join(" ", branches)}{last} END)";
    }

    private string InSubquery(BoundInSubquery subquery)
    {
        var operands = subquery.Operands.Select(Generate).ToList();
        if (operands.Count == 1)
            return $"({operands[0]} IN ({query(subquery.Query)}))";

        // Rows compare column by column: a pair with a NULL in it is unknown unless another column differs.
        var same = string.Join(" AND ", operands.Zip(subquery.Query.Output, (operand, column) => $"{operand} = {column.Sql()}"));
        var rows = $"FROM ({query(subquery.Query)})";
        return $"(CASE WHEN EXISTS (SELECT 1 {rows} WHERE {same}) THEN true WHEN EXISTS (SELECT 1 {rows} WHERE ({same}) IS NULL) THEN NULL ELSE false END)";
    }
}
