using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding.Statements;

/// <summary>DECLARE VARIABLE and SET VAR.</summary>
internal sealed class SessionVariables(BindingContext context)
{
    /// <summary>The variable of a name; <c>session.</c> and <c>system.session.</c> may stand before it.</summary>
    internal SessionVariable Find(QualifiedName name)
    {
        var parts = context.NameOf(name);
        CheckPlace(parts, name);
        return context.Session.Variables.TryGetValue(parts[^1], out var variable)
            ? variable
            : throw new SqlException("UNRESOLVED_VARIABLE", "42883", $"Cannot resolve variable {BindingErrors.Quoted(string.Join('.', parts))} on search path `system`.`session`.", name.Span, "Declare it first: DECLARE VARIABLE.");
    }

    /// <summary>The default of each declared variable, converted; one expression where one is given, else a NULL.</summary>
    internal BoundExpression Declared(DeclareVariableStatement declare)
    {
        foreach (var name in declare.Names)
        {
            var parts = context.NameOf(name);
            CheckPlace(parts, name);
            if (!declare.IsReplace && context.Session.Variables.ContainsKey(parts[^1]))
                throw new SqlException("VARIABLE_ALREADY_EXISTS", "42723", $"Cannot create the variable `system`.`session`.`{parts[^1]}` because it already exists.", name.Span, "Choose a different name, or drop or replace the existing variable.");
        }

        var type = declare.Type is null ? null : TypeSyntax.Resolve(declare.Type);
        if (declare.Default is null or DefaultExpression)
            return new BoundLiteral(null, WriteTarget.Stored(type ?? new NullType()));
        var value = new ExpressionBinder(context, Scope.Empty(null)).Bind(declare.Default);
        return type is null ? value : StoreAssignment.Convert(context, value, type, declare.Names[0].Values[^1]);
    }

    /// <summary>The values of SET VAR in order, converted to their variables' types.</summary>
    internal IReadOnlyList<BoundExpression> Set(SetVariableStatement set)
    {
        var variables = set.Assignments.Select(assignment => (Variable: Find(assignment.Column), assignment.Value, assignment.Span)).ToList();
        CheckOnce([.. variables.Select(item => (item.Variable.Name, item.Span))]);
        return [.. variables.Select(item => Value(item.Variable, item.Value))];
    }

    /// <summary>The query of <c>SET VAR (a, b) = (SELECT …)</c>, its columns converted.</summary>
    internal BoundRelation Query(SetVariableStatement set)
    {
        var variables = set.Targets.Select(Find).ToList();
        CheckOnce([.. variables.Zip(set.Targets, (variable, name) => (variable.Name, name.Span))]);
        var query = new QueryBinder(context, null).Bind(set.Query!);
        if (query.Output.Count != variables.Count)
        {
            throw new SqlException(
                "ASSIGNMENT_ARITY_MISMATCH", "42802", $"The number of columns or variables assigned or aliased: {variables.Count} does not match the number of source expressions: {query.Output.Count}.", set.Span, "Select one column for each variable.");
        }

        return Projections.CastTo(context, query, [.. variables.Select(variable => variable.Type)]);
    }

    private BoundExpression Value(SessionVariable variable, Expression value)
    {
        var binder = new ExpressionBinder(context, Scope.Empty(null));
        if (value is not DefaultExpression)
            return StoreAssignment.Convert(context, binder.Bind(value), variable.Type, variable.Name);
        if (variable.DefaultSql is not { } text)
            return new BoundLiteral(null, variable.Type);
        var bound = context.BindText(text, $"default of {variable.Name}", Scope.Empty(null));
        return StoreAssignment.Convert(context, bound, variable.Type, variable.Name);
    }

    private static void CheckOnce(IReadOnlyList<(string Name, SourceSpan Span)> targets)
    {
        var twice = targets.GroupBy(target => target.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new SqlException("DUPLICATE_ASSIGNMENTS", "42701", $"The columns or variables `{twice.Key}` appear more than once as assignment targets.", twice.Last().Span, "Assign each once.");
    }

    private static void CheckPlace(IReadOnlyList<string> parts, QualifiedName name)
    {
        var isSession = parts.Count == 1
            || (parts.Count == 2 && Scope.Same(parts[0], "session"))
            || (parts.Count == 3 && Scope.Same(parts[0], "system") && Scope.Same(parts[1], "session"));
        if (!isSession)
            throw new SqlException("UNRESOLVED_VARIABLE", "42883", $"Cannot resolve variable {BindingErrors.Quoted(string.Join('.', parts))} on search path `system`.`session`.", name.Span, "Variables live in system.session.");
    }
}
