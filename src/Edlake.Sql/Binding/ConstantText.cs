using System.Globalization;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding;

/// <summary>The value of an expression that must be known before anything is bound: an IDENTIFIER clause, a path, an option.</summary>
internal static class ConstantText
{
    /// <summary>The text, or null when the expression is not made of constants.</summary>
    internal static string? Evaluate(Expression expression, SessionState session) => expression switch
    {
        StringExpression text => text.Value,
        NumberExpression number => number.Text,
        ConstantExpression { Value: { } value } => value ? "true" : "false",
        ParameterExpression parameter => session.NamedParameters.TryGetValue(parameter.Name, out var literal) ? Text(literal) : null,
        PositionalParameterExpression parameter when parameter.Index < session.PositionalParameters.Count => Text(session.PositionalParameters[parameter.Index]),
        NameExpression name => session.Variables.TryGetValue(name.Name.Parts[^1].Value, out var variable) ? Text(variable.Value) : null,
        BinaryExpression { Operator: "||" } binary => Joined([binary.Left, binary.Right], session),
        CallExpression { Name.Parts: [{ Value: var name }] } call when name.Equals("concat", StringComparison.OrdinalIgnoreCase) => Joined(call.Arguments, session),
        CallExpression { Name.Parts: [{ Value: var name }], Arguments: [var only] } when name.Equals("lower", StringComparison.OrdinalIgnoreCase) =>
            Evaluate(only, session)?.ToLowerInvariant(),
        CallExpression { Name.Parts: [{ Value: var name }], Arguments: [var only] } when name.Equals("upper", StringComparison.OrdinalIgnoreCase) =>
            Evaluate(only, session)?.ToUpperInvariant(),
        CastExpression { Type.Name: "string" } cast => Evaluate(cast.Operand, session),
        _ => null,
    };

    private static string? Joined(IReadOnlyList<Expression> parts, SessionState session)
    {
        var texts = parts.Select(part => Evaluate(part, session)).ToList();
        return texts.Contains(null) ? null : string.Concat(texts);
    }

    private static string? Text(BoundExpression value) => value is BoundLiteral { Value: { } literal }
        ? System.Convert.ToString(literal, CultureInfo.InvariantCulture)
        : null;
}
