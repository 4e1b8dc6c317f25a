using Edlake.Sql.Binding.Mentions;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Functions;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <content>Calls, windows, subqueries.</content>
internal sealed partial class ExpressionBinder
{
    /// <summary>A function applied to bound arguments.</summary>
    internal BoundExpression Apply(string name, IReadOnlyList<BoundExpression> arguments, SourceSpan span)
    {
        var definition = Registry.Find(name) ?? throw BindingErrors.UnresolvedRoutine(name, span);
        return Apply(definition, name, arguments, span);
    }

    private BoundExpression Apply(FunctionDefinition definition, string name, IReadOnlyList<BoundExpression> arguments, SourceSpan span)
    {
        var signature = definition.Bind(new CallSite(name, arguments, context.Session) { Span = span });
        if (definition.Kind == FunctionKind.Scalar && definition.Generate is null)
            return CastTo(arguments[0], signature.Type, isTry: false, span);
        return new BoundFunction(definition, signature.Arguments, signature.Type, signature.Nullable) { Span = span };
    }

    private BoundExpression Call(string name, Expression source, IReadOnlyList<Expression> arguments) =>
        Apply(name, [.. arguments.Select(Bind)], source.Span);

    private BoundExpression BindCall(CallExpression call)
    {
        var parts = PartsOf(call.Name);
        var name = parts[^1].ToLowerInvariant();
        if (name == "struct")
            return Struct(call.Arguments, call);
        if (name is "grouping" or "grouping_id")
            return new BoundGroupingCall(name == "grouping_id", [.. call.Arguments.Select(Bind)]) { Span = call.Span };
        if (name is "date_part" or "datepart" && call.Arguments is [StringExpression field, var source])
            return Extract(new ExtractExpression(field.Value, source) { Span = call.Span });
        var definition = Registry.Find(name) ?? throw BindingErrors.UnresolvedRoutine(string.Join('.', parts), call.Name.Span);
        if (call.Over is not null)
            return Window(call, definition, name);
        if (definition.SessionValue is { } value && call.Arguments.Count == 0)
            context.Mentions.Add(new ConstantMention(call.Span, value(context.Session)));
        return definition.Kind switch
        {
            FunctionKind.Aggregate => AggregateCall(call, definition, name),
            FunctionKind.Window => throw new SqlException("WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE", "42601", $"Window function `{name}()` requires an OVER clause.", call.Span, "Add OVER (…)."),
            FunctionKind.Generator => throw new SqlException("UNSUPPORTED_GENERATOR.NESTED_IN_EXPRESSIONS", "42K0E", $"The generator is not supported: nested in expressions \"{name}\".", call.Span, "Let it stand alone in the select list, or use LATERAL VIEW."),
            _ when call.Arguments.Any(argument => argument is LambdaExpression) => HigherOrder(call, definition, name),
            _ => Scalar(call, definition, name),
        };
    }

    private BoundExpression Scalar(CallExpression call, FunctionDefinition definition, string name)
    {
        var arguments = Arguments(call).ToList();
        var bound = Apply(definition, name, arguments, call.Span);
        if (definition.TypedColumnName?.Invoke(name, arguments) is { } named)
            _texts.Calls[call] = named;
        return bound;
    }

    /// <summary>The arguments of a call, with what their stars stand for.</summary>
    internal IEnumerable<BoundExpression> Arguments(CallExpression call) =>
        call.Arguments.OfType<NamedArgumentExpression>().FirstOrDefault() is { } named
            ? throw SqlErrors.Unsupported($"the named argument {named.Name}", named.Span, "Give the arguments by position.")
            : Spread(call.Arguments);

    private BoundAggregateCall AggregateCall(CallExpression call, FunctionDefinition definition, string name, bool isWindowed = false)
    {
        if (name == "count" && call.Arguments is [StarExpression { Target: { } table, Except.Count: 0 } all] && scope.Star(table).Count > 0)
        {
            throw new SqlException(
                "INVALID_USAGE_OF_STAR_OR_REGEX", "42000", $"count({table}.*) is not allowed. Please use count(*) or expand the columns manually, e.g. count(col1, col2).", all.Span, "Write count(*) for the number of rows.");
        }

        var arguments = call.CountsRows ? [new BoundLiteral(1, new IntegerType())] : Arguments(call).ToList();
        if (!isWindowed && arguments.Any(SelectBinder.HasAggregate))
        {
            throw new SqlException(
                "NESTED_AGGREGATE_FUNCTION", "42607", "It is not allowed to use an aggregate function in the argument of another aggregate function. Please use the inner aggregate function in a sub-query.", call.Span);
        }

        var within = call.WithinGroup.Select(SortKey).ToList();
        if (definition.Name is "percentile" or "percentile_disc" or "mode" && within is [var only])
        {
            // What is ordered is what is aggregated; its direction goes along as an argument.
            arguments = definition.Name == "mode"
                ? [only.Expression, new BoundLiteral(null, new NullType()), new BoundLiteral(only.Descending, new BooleanType())]
                : [only.Expression, .. arguments, new BoundLiteral(only.Descending, new BooleanType())];
            within = [];
        }

        var signature = definition.Bind(new CallSite(name, arguments, context.Session) { Span = call.Span });
        var filter = call.Filter is null ? null : BindCondition(call.Filter, "FILTER");
        return new BoundAggregateCall(definition, signature.Arguments, call.IsDistinct, filter, within, signature.Type, signature.Nullable)
        {
            IgnoresNulls = call.IgnoresNulls == true,
            Span = call.Span,
        };
    }

    private BoundWindow Window(CallExpression call, FunctionDefinition definition, string name)
    {
        BoundExpression function = definition.Kind == FunctionKind.Aggregate
            ? AggregateCall(call, definition, name, isWindowed: true)
            : definition.Kind == FunctionKind.Window
                ? Apply(definition, name, [.. Arguments(call)], call.Span)
                : throw new SqlException("UNSUPPORTED_EXPR_FOR_WINDOW", "42P20", $"Expression \"{name}\" not supported within a window function.", call.Span);
        if (function is BoundAggregateCall { Filter: not null })
            throw new SqlException("UNSUPPORTED_FEATURE.WINDOW_FILTER", "0A000", $"A window function with a FILTER is not supported: \"{name}\".", call.Span, "Use CASE WHEN within the function.");
        if (function is BoundAggregateCall { IsDistinct: true })
            throw new SqlException("DISTINCT_WINDOW_FUNCTION_UNSUPPORTED", "0A000", $"Distinct window functions are not supported: \"{name}\".", call.Span);
        var specification = Named(call.Over!);
        var order = specification.OrderBy.Select(SortKey).ToList();
        if (definition.Kind == FunctionKind.Window && order.Count == 0)
        {
            throw new SqlException(
                "WINDOW_FUNCTION_AND_FRAME_MISMATCH", "42K0E", $"{name} function can only be evaluated in an ordered row-based window frame with a single offset: add ORDER BY to its OVER clause.", call.Span, "Add ORDER BY in OVER (…).");
        }

        return new BoundWindow(function, [.. specification.PartitionBy.Select(Bind)], order, Frame(specification.Frame))
        {
            IgnoresNulls = call.IgnoresNulls == true,
            Span = call.Span,
        };
    }

    private WindowSpecification Named(WindowSpecification specification)
    {
        if (specification.Name is not { } name)
            return specification;
        var found = Windows.FirstOrDefault(window => Scope.Same(window.Name.Value, name)).Window
            ?? throw new SqlException("MISSING_WINDOW_SPECIFICATION", "42P20", $"Window specification is not defined in the WINDOW clause for {name}.", specification.Span, "Add WINDOW name AS (…).");
        return Named(found) with { Frame = specification.Frame ?? found.Frame };
    }

    private BoundFrame? Frame(WindowFrame? frame) => frame is null
        ? null
        : new BoundFrame(frame.IsRange, FrameBound(frame.Start), FrameBound(frame.End));

    private BoundFrameBound FrameBound(WindowBound bound) => new(bound.Kind, bound.Offset is null ? null : Bind(bound.Offset));

    /// <summary>A sort key with Spark's standard: ascending with NULLs first, descending with NULLs last.</summary>
    internal BoundSortKey SortKey(SortItem item) => SortKey(item, Bind(item.Expression));

    /// <summary>The same for an expression that is bound already.</summary>
    internal BoundSortKey SortKey(SortItem item, BoundExpression key)
    {
        if (!key.Type.IsOrderable())
            throw FunctionErrors.InvalidOrderingType(new CallSite("sortorder", [key], context.Session) { Span = item.Expression.Span }, key.Type);
        var descending = item.Descending == true;
        return new BoundSortKey(key, descending, item.NullsFirst ?? !descending);
    }

    private BoundExpression Struct(IReadOnlyList<Expression> items, Expression source)
    {
        var arguments = new List<BoundExpression>();
        void Add(string name, BoundExpression value)
        {
            arguments.Add(new BoundLiteral(name, new StringType()));
            arguments.Add(value);
        }

        foreach (var item in items)
        {
            if (item is StarExpression star)
            {
                foreach (var column in Star(star))
                    Add(column.Name, column.Value);
                continue;
            }

            var (expression, alias) = item is AliasedExpression aliased ? (aliased.Operand, aliased.Alias.Value) : (item, null);
            var name = alias ?? (expression switch
            {
                NameExpression named => named.Name.Parts[^1].Value,
                FieldExpression part => part.Field.Value,
                _ => $"col{arguments.Count / 2 + 1}",
            });
            Add(name, Bind(expression));
        }

        return Apply("named_struct", arguments, source.Span);
    }

    private BoundExpression HigherOrder(CallExpression call, FunctionDefinition definition, string name)
    {
        if (definition.LambdaParameters is null)
            throw new SqlException("INVALID_LAMBDA_FUNCTION_CALL.NON_HIGHER_ORDER_FUNCTION", "42K0D", $"A lambda function should only be used in a higher order function. However, its class is {name}, which is not a higher order function.", call.Span);
        var bound = new List<BoundExpression>();
        foreach (var (argument, index) in call.Arguments.Select((argument, index) => (argument, index)))
        {
            if (argument is not LambdaExpression lambda)
            {
                bound.Add(Bind(argument));
                continue;
            }

            var types = definition.LambdaParameters(bound, index, lambda.Parameters.Count);
            if (types.Count != lambda.Parameters.Count)
                throw new SqlException("INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH", "42K0D", $"Invalid lambda function call. A higher order function expects {lambda.Parameters.Count} arguments, but got {types.Count}.", lambda.Span);
            var variables = lambda.Parameters.Select((parameter, i) => new BoundLambdaVariable(context.NextId(), parameter.Value, types[i].Type, types[i].Nullable)).ToList();
            var inner = new ExpressionBinder(context, scope) { Windows = Windows, Lambdas = [.. Lambdas, .. variables] };
            bound.Add(new BoundLambda(variables, inner.Bind(lambda.Body)) { Span = lambda.Span });
        }

        return Apply(definition, name, bound, call.Span);
    }

    private BoundRelation Subquery(Query query) => new QueryBinder(context, scope).Bind(query);

    private BoundScalarSubquery ScalarSubquery(SubqueryExpression subquery)
    {
        var query = Subquery(subquery.Query);
        return query.Output.Count == 1
            ? new BoundScalarSubquery(query) { Span = subquery.Span }
            : throw new SqlException("INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN", "42823", $"Invalid subquery: Scalar subquery must return only one column, but got {query.Output.Count}.", subquery.Span, "Select one column.");
    }

    private BoundExpression InSubquery(InSubqueryExpression subquery)
    {
        var operands = (subquery.Operand is RowExpression row ? row.Items : [subquery.Operand]).Select(Bind).ToList();
        var query = Subquery(subquery.Query);
        if (operands.Count != query.Output.Count)
        {
            throw new SqlException(
                "DATATYPE_MISMATCH.IN_SUBQUERY_LENGTH_MISMATCH", "42K09", $"The number of columns in the left hand side of an IN subquery does not match the number of columns in the output of subquery. Left hand side columns(length: {operands.Count}), right hand side columns(length: {query.Output.Count}).", subquery.Span);
        }

        var types = operands.Zip(query.Output, (operand, column) => TypeCoercion.CommonType(operand.Type, column.Type)
            ?? throw new SqlException("DATATYPE_MISMATCH.IN_SUBQUERY_DATA_TYPE_MISMATCH", "42K09", $"The data type of one or more elements in the left hand side of an IN subquery is not compatible with the data type of the output of the subquery: \"{operand.Type.Sql}\" and \"{column.Type.Sql}\".", subquery.Span)).ToList();
        var converted = Projections.CastTo(context, query, types);
        operands = [.. operands.Zip(types, TypeCoercion.ImplicitCast)];
        var nullable = operands.Any(operand => operand.Nullable) || converted.Output.Any(column => column.Nullable);
        return Negated(new BoundInSubquery(operands, converted, nullable) { Span = subquery.Span }, subquery.IsNegated, subquery);
    }
}
