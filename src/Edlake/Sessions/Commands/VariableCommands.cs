using Edlake.Engines;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>DECLARE, SET VAR, DROP VARIABLE, EXECUTE IMMEDIATE … INTO: values are computed by the engine and kept as literals.</summary>
internal sealed class VariableCommands(SqlSession session)
{
    internal IQueryResult Declare(DeclareVariableStatement declare, BoundCommand command, CancellationToken cancellation)
    {
        var value = Value(command.Expressions[0], command, cancellation);
        foreach (var name in declare.Names)
            Put(new SessionVariable(name.Values[^1], value.Type, value, declare.DefaultText));
        return RowList.Nothing;
    }

    internal IQueryResult Set(SetVariableStatement set, BoundCommand command, CancellationToken cancellation)
    {
        if (command.Query is { } query)
        {
            Assign([.. set.Targets.Select(target => target.Values[^1])], query, command, set.Span, cancellation);
            return RowList.Nothing;
        }

        // All values are computed before any is set.
        var values = command.Expressions.Select(expression => Value(expression, command, cancellation)).ToList();
        foreach (var (assignment, value) in set.Assignments.Zip(values))
            Put(Find(assignment.Column.Values[^1]) with { Value = value });
        return RowList.Nothing;
    }

    internal IQueryResult Into(ExecuteImmediateStatement execute, BoundCommand command, CancellationToken cancellation)
    {
        Assign([.. execute.Into.Select(target => target.Values[^1])], command.Query!, command, execute.Span, cancellation);
        return RowList.Nothing;
    }

    internal IQueryResult Drop(DropStatement drop)
    {
        session.State = session.State with
        {
            Variables = session.State.Variables.Where(pair => !pair.Key.Equals(drop.Name.Values[^1], StringComparison.OrdinalIgnoreCase))
                .ToDictionary(StringComparer.OrdinalIgnoreCase),
        };
        return RowList.Nothing;
    }

    // No row gives NULLs, two are an error.
    private void Assign(IReadOnlyList<string> names, BoundRelation query, BoundCommand command, SourceSpan span, CancellationToken cancellation)
    {
        using var result = session.Engine.Query(query, session.Context(command), cancellation);
        var rows = result.Rows.Take(2).ToList();
        if (rows.Count > 1)
            throw new SqlException("ROW_SUBQUERY_TOO_MANY_ROWS", "21000", "More than one row returned by a subquery used as a row.", span, "Add a condition or LIMIT 1.");
        for (var i = 0; i < names.Count; i++)
            Put(Find(names[i]) with { Value = Literal(rows.Count == 0 ? null : rows[0][i], query.Output[i], command) });
    }

    private BoundExpression Value(BoundExpression expression, BoundCommand command, CancellationToken cancellation)
    {
        if (expression is BoundLiteral literal)
            return literal;
        var column = new BoundColumn(int.MaxValue, "value", expression.Type, expression.Nullable);
        using var result = session.Engine.Query(new BoundProject(new BoundOneRow(), [(column, expression)]), session.Context(command), cancellation);
        return Literal(result.Rows.Single()[0], column, command);
    }

    // Only scalars are literals; an array, map or struct has no literal form in the bound tree.
    private static BoundLiteral Literal(object? value, BoundColumn column, BoundCommand command) => column.Type is Sql.Types.ArrayType or Sql.Types.MapType or Sql.Types.StructType
        ? throw new SqlException("UNSUPPORTED_FEATURE", "0A000", $"The feature is not supported: a session variable of the type {column.Type.Sql}.", command.Syntax.Span, "Use a variable for each value, or a temporary view.")
        : new BoundLiteral(value, column.Type);

    private SessionVariable Find(string name) => session.State.Variables[name];

    private void Put(SessionVariable variable) => session.State = session.State with
    {
        Variables = new Dictionary<string, SessionVariable>(session.State.Variables, StringComparer.OrdinalIgnoreCase) { [variable.Name] = variable },
    };
}
