using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding.Statements;

/// <summary>EXECUTE IMMEDIATE: the text is evaluated, parsed and bound with the values of USING as its parameters.</summary>
internal sealed class ExecuteImmediateBinder(BindingContext context)
{
    /// <summary>The inner statement, bound; with INTO a command whose query is the inner one.</summary>
    internal BoundStatement Bind(ExecuteImmediateStatement execute, SourceText source)
    {
        var text = ConstantText.Evaluate(execute.Text, context.Session)
            ?? throw new SqlException("INVALID_VARIABLE_TYPE_FOR_QUERY_EXECUTE_IMMEDIATE", "42K09", "The statement of EXECUTE IMMEDIATE must be a STRING literal or variable that is not NULL.", execute.Text.Span, "Put the text in a variable first.");
        var inner = new SourceText(text, "EXECUTE IMMEDIATE");
        var statement = SqlParser.ParseStatement(inner);
        if (statement is ExecuteImmediateStatement)
            throw new SqlException("NESTED_EXECUTE_IMMEDIATE", "07501", $"Nested EXECUTE IMMEDIATE commands are not allowed. Please ensure that the SQL query provided ({text}) does not contain another EXECUTE IMMEDIATE command.", execute.Span);
        if (execute.Into.Count > 0 && statement is not QueryStatement)
            throw new SqlException("INVALID_STATEMENT_FOR_EXECUTE_INTO", "07501", $"The INTO clause of EXECUTE IMMEDIATE is only valid for queries but the given statement is not a query: {text}.", execute.Span);
        var bound = Binder.Bind(statement, inner, Session(execute), context.Catalog);
        return execute.Into.Count == 0 ? bound : Into(execute, (BoundQuery)bound, source);
    }

    private BoundCommand Into(ExecuteImmediateStatement execute, BoundQuery query, SourceText source)
    {
        var targets = execute.Into.Select(name => new SessionVariables(context).Find(name)).ToList();
        if (targets.Count != query.Relation.Output.Count)
        {
            throw new SqlException(
                "ASSIGNMENT_ARITY_MISMATCH", "42802", $"The number of columns or variables assigned or aliased: {targets.Count} does not match the number of source expressions: {query.Relation.Output.Count}.", execute.Span, "Name as many variables as the query has columns.");
        }

        return new BoundCommand([.. context.Reads])
        {
            Syntax = execute,
            Text = source,
            Executed = query,
            Query = Projections.CastTo(context, query.Relation, [.. targets.Select(target => target.Type)]),
        };
    }

    private SessionState Session(ExecuteImmediateStatement execute)
    {
        var binder = new ExpressionBinder(context, Scope.Empty(null));
        var named = execute.Using.Where(argument => argument.Name is not null).ToList();
        if (named.Count > 0 && named.Count < execute.Using.Count)
        {
            throw new SqlException(
                "ALL_PARAMETERS_MUST_BE_NAMED", "07001", "Using name parameterized queries requires all parameters to be named.", execute.Span, "Give every value of USING a name with AS.");
        }

        var values = named.Select(argument => (argument.Name!.Value, Value: binder.Bind(argument.Value))).ToList();
        return context.Session with
        {
            NamedParameters = values.ToDictionary(
                pair => pair.Item1,
                pair => pair.Value as BoundLiteral ?? throw new SqlException("UNSUPPORTED_EXPR_FOR_PARAMETER", "42K0E", "A query parameter contains unsupported expression. Parameters can either be variables or literals.", pair.Value.Span),
                StringComparer.OrdinalIgnoreCase),
            PositionalParameters = named.Count > 0 ? [] : [.. execute.Using.Select(argument => binder.Bind(argument.Value))],
        };
    }
}
