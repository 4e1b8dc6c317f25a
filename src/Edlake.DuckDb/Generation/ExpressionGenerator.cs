using Edlake.DuckDb.Generation.Casts;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Generation;

/// <summary>Expressions as DuckDB SQL, always safe to stand in any operator.</summary>
internal sealed class ExpressionGenerator(SessionState session, Func<BoundRelation, string> query)
{
    private readonly CastGenerator _casts = new(session);
    private HoistScope? _hoists;
    private int _hoistCount;

    internal string Generate(BoundExpression expression) => expression switch
    {
        BoundLiteral literal => LiteralText.Sql(literal),
        BoundColumnReference reference => reference.Column.Sql(),
        BoundCast cast => Cast(cast),
        BoundFunction { Function.Name: "not", Arguments: [BoundInSubquery subquery] } => $"coalesce(NOT {Membership(subquery)}, false)",
        BoundFunction function => Call(function.Function, function.Arguments, function, AggregateClauses.None),
        BoundAggregateCall call => Aggregate(call, null),
        BoundWindow window => Window(window),
        BoundCase @case => Case(@case),
        BoundField part => $"struct_extract({Generate(part.Struct)}, {PhysicalType.Literal(part.Name)})",
        BoundLambdaVariable variable => LambdaText.Name(variable),
        BoundLambda lambda => LambdaText.Of(lambda, WithoutHoisting(() => Generate(lambda.Body))),
        BoundScalarSubquery subquery => $"({Query(subquery.Query)})",
        BoundExists exists => $"EXISTS ({Query(exists.Query)})",
        BoundInSubquery subquery => InSubquery(subquery),
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression.GetType().Name, "An expression without SQL."),
    };

    /// <summary>A condition that keeps rows: what is unknown counts as false anyway, so IN subqueries may stay as they are and become joins.</summary>
    internal string Condition(BoundExpression condition) => condition switch
    {
        BoundFunction { Function.Name: "and" } both => $"({string.Join(" AND ", both.Arguments.Select(Condition))})",
        BoundFunction { Function.Name: "not", Arguments: [BoundInSubquery { Operands.Count: 1 } subquery] } => $"(NOT {Membership(subquery)})",
        BoundInSubquery { Operands.Count: 1 } subquery => Membership(subquery),
        _ => Generate(condition),
    };

    /// <summary>The keys of an ORDER BY.</summary>
    internal string Keys(IReadOnlyList<BoundSortKey> keys) => string.Join(", ", keys.Select(key =>
        $"{OrderKey(key.Expression)} {(key.Descending ? "DESC" : "ASC")} NULLS {(key.NullsFirst ? "FIRST" : "LAST")}"));

    // A bare number in ORDER BY or PARTITION BY would be a place in the select list.
    private string OrderKey(BoundExpression key) => key is BoundLiteral ? $"(SELECT {Generate(key)})" : OrderingKey.OfOnce(Generate(key), key.Type);

    private string Call(FunctionDefinition function, IReadOnlyList<BoundExpression> arguments, BoundExpression node, AggregateClauses clauses)
    {
        var generate = function.Generate ?? throw new SqlException(
            "UNSUPPORTED_FEATURE.FUNCTION", "0A000", $"The embedded engine has no function `{function.Name}`.", node.Span, "Run it with --engine spark.");
        var isLazy = IsLazy(function.Name);
        var texts = arguments.Select((argument, i) => isLazy && i > 0 ? WithoutHoisting(() => Generate(argument)) : Generate(argument)).ToList();
        if (arguments.Any(argument => argument is BoundLambda))
            return generate(new GeneratedCall(texts, arguments, node.Type, session) { Span = node.Span, Clauses = clauses });
        var marks = arguments.Select((_, i) => Placeholders.Of(i)).ToList();
        var template = generate(new GeneratedCall(marks, arguments, node.Type, session) { Span = node.Span, Clauses = clauses });
        return Placeholders.Fill(template, [.. texts.Select((text, i) => isLazy && i > 0 ? text : Once(text, arguments[i], Placeholders.Count(template, i)))]);
    }

    // Whether what stands behind the first argument is computed only for some rows, so that it must not be computed ahead.
    private static bool IsLazy(string function) =>
        function is "if" or "coalesce" or "nvl" or "nvl2" or "and" or "or" or "decode" or "assert_true" || function.StartsWith("try_", StringComparison.Ordinal);

    // What is used more than once gets a name, where one can be given.
    private string Once(string text, BoundExpression expression, int uses)
    {
        if (uses < 2 || expression is BoundLiteral or BoundColumnReference or BoundLambdaVariable or BoundLambda || LiteralText.IsConstant(expression))
            return text;
        return _hoists is { } scope && !UsesLambdaVariable(expression) ? scope.Add(text) : text;
    }

    private static bool UsesLambdaVariable(BoundExpression expression) => expression.SelfAndDescendants().Any(part => part is BoundLambdaVariable);

    private T WithoutHoisting<T>(Func<T> work)
    {
        var scope = _hoists;
        _hoists = null;
        try
        {
            return work();
        }
        finally
        {
            _hoists = scope;
        }
    }

    /// <summary>
    /// A SELECT of parts over a relation. What the parts name more than once becomes a column of a SELECT between the two.
    /// </summary>
    internal string Over(string from, Func<IReadOnlyList<string>> items, Func<string, string, string> select)
    {
        var scope = new HoistScope(() => ++_hoistCount);
        _hoists = scope;
        try
        {
            var list = string.Join(", ", items());
            return select(list, scope.Below(from));
        }
        finally
        {
            _hoists = null;
        }
    }

    private string Query(BoundRelation relation) => WithoutHoisting(() => query(relation));

    private string Cast(BoundCast cast)
    {
        var operand = Generate(cast.Operand);
        var template = _casts.Generate(cast, Placeholders.Of(0));
        return Placeholders.Fill(template, [Once(operand, cast.Operand, Placeholders.Count(template, 0))]);
    }

    private string Aggregate(BoundAggregateCall call, string? over)
    {
        var clauses = new AggregateClauses(
            call.IsDistinct,
            call.Order.Count == 0 ? null : Keys(call.Order),
            call.Filter is null ? null : Generate(call.Filter),
            over,
            call.IgnoresNulls);
        return call.Filter is null ? Call(call.Function, call.Arguments, call, clauses) : WithoutHoisting(() => Call(call.Function, call.Arguments, call, clauses));
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

    // Only the first condition is computed for every row.
    private string Case(BoundCase @case)
    {
        var first = Generate(@case.Branches[0].Condition);
        return WithoutHoisting(() =>
        {
            var branches = @case.Branches.Select((branch, i) => $"WHEN {(i == 0 ? first : Generate(branch.Condition))} THEN {Generate(branch.Result)}");
            var last = @case.Else is null ? "" : $" ELSE {Generate(@case.Else)}";
            return $"(CASE {string.Join(" ", branches)}{last} END)";
        });
    }

    // Spark turns the test into a join's mark, which is never NULL: what is unknown is false, negated or not.
    private string InSubquery(BoundInSubquery subquery) => $"coalesce({Membership(subquery)}, false)";

    private string Membership(BoundInSubquery subquery)
    {
        var operands = subquery.Operands.Select(Generate).ToList();
        if (operands.Count == 1)
            return $"({operands[0]} IN ({Query(subquery.Query)}))";

        // Rows compare column by column: a pair with a NULL in it is unknown unless another column differs.
        var same = string.Join(" AND ", operands.Zip(subquery.Query.Output, (operand, column) => $"{operand} = {column.Sql()}"));
        var rows = $"FROM ({Query(subquery.Query)})";
        return $"(CASE WHEN EXISTS (SELECT 1 {rows} WHERE {same}) THEN true WHEN EXISTS (SELECT 1 {rows} WHERE ({same}) IS NULL) THEN NULL ELSE false END)";
    }
}
