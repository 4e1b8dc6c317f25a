using Edlake.Sql.Syntax;

namespace Edlake.Sql.Tests.Syntax;

/// <summary>An expression as SQL, every operand in parentheses, so that no precedence is relied upon.</summary>
internal static class ExpressionText
{
    internal static string Of(Expression expression) => expression switch
    {
        ConstantExpression { Value: null } => "NULL",
        ConstantExpression constant => constant.Value!.Value ? "TRUE" : "FALSE",
        NumberExpression number => number.Text + Suffix(number.Suffix),
        StringExpression text => Quoted(text.Value),
        TypedLiteralExpression literal => $"{literal.TypeName} {Quoted(literal.Value)}",
        NameExpression name => Name(name.Name),
        StarExpression star => (star.Target is null ? "*" : Name(star.Target) + ".*") + (star.Except.Count == 0 ? "" : $" EXCEPT ({string.Join(", ", star.Except.Select(Name))})"),
        ParameterExpression parameter => ":" + parameter.Name,
        UnaryExpression unary => $"{unary.Operator} {Operand(unary.Operand)}",
        BinaryExpression binary => $"{Operand(binary.Left)} {binary.Operator} {Operand(binary.Right)}",
        BetweenExpression b => $"{Operand(b.Operand)} {Not(b.IsNegated)}BETWEEN {Operand(b.Low)} AND {Operand(b.High)}",
        InListExpression i => $"{Operand(i.Operand)} {Not(i.IsNegated)}IN ({List(i.Items)})",
        LikeExpression like => Like(like),
        IsExpression i => $"{Operand(i.Operand)} IS {Not(i.IsNegated)}{i.Predicate}",
        IsDistinctExpression i => $"{Operand(i.Left)} IS {Not(i.IsNegated)}DISTINCT FROM {Operand(i.Right)}",
        CaseExpression c => $"CASE {(c.Operand is null ? "" : Operand(c.Operand))} {string.Join(' ', c.Branches.Select(b => $"WHEN {Of(b.When)} THEN {Of(b.Then)}"))}{(c.Else is null ? "" : " ELSE " + Of(c.Else))} END",
        CastExpression cast => $"{(cast.IsTry ? "TRY_CAST" : "CAST")}({Of(cast.Operand)} AS {Type(cast.Type)})",
        ExtractExpression extract => $"EXTRACT({extract.Field} FROM {Of(extract.Source)})",
        TrimExpression trim => $"TRIM({trim.Side} {(trim.Characters is null ? "" : Of(trim.Characters))} FROM {Of(trim.Text)})",
        FieldExpression field => $"{Operand(field.Operand)}.{Identifier(field.Field)}",
        IndexExpression index => $"{Operand(index.Operand)}[{Of(index.Index)}]",
        LambdaExpression lambda => $"({string.Join(", ", lambda.Parameters.Select(Identifier))}) -> {Of(lambda.Body)}",
        RowExpression row => $"({List(row.Items)})",
        CollateExpression collate => $"{Operand(collate.Operand)} COLLATE {collate.Collation}",
        CallExpression call => $"{Name(call.Name)}({(call.IsDistinct ? "DISTINCT " : "")}{List(call.Arguments)}){(call.Filter is null ? "" : $" FILTER (WHERE {Of(call.Filter)})")}",
        NamedArgumentExpression argument => $"{argument.Name} => {Of(argument.Value)}",
        _ => throw new ArgumentException(expression.GetType().Name),
    };

    private static string Like(LikeExpression like) =>
        $"{Operand(like.Operand)} {Not(like.IsNegated)}{like.Operator} "
        + (like.Quantifier == LikeQuantifier.None ? Operand(like.Patterns[0]) : $"{like.Quantifier} ({List(like.Patterns)})")
        + (like.Escape is null ? "" : " ESCAPE " + Quoted(like.Escape));

    private static string Operand(Expression operand) => operand is RowExpression ? Of(operand) : $"({Of(operand)})";

    private static string List(IEnumerable<Expression> items) => string.Join(", ", items.Select(Of));

    private static string Not(bool negated) => negated ? "NOT " : "";

    private static string Name(QualifiedName name) => string.Join('.', name.Parts.Select(Identifier));

    private static string Identifier(Identifier identifier) =>
        identifier.IsQuoted ? $"`{identifier.Value.Replace("`", "``", StringComparison.Ordinal)}`" : identifier.Value;

    private static string Quoted(string value) =>
        "'" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";

    private static string Suffix(NumberSuffix suffix) => suffix switch
    {
        NumberSuffix.TinyInt => "Y",
        NumberSuffix.SmallInt => "S",
        NumberSuffix.BigInt => "L",
        NumberSuffix.Float => "F",
        NumberSuffix.Double => "D",
        NumberSuffix.Decimal => "BD",
        _ => "",
    };

    private static string Type(DataTypeSyntax type) => type.Name switch
    {
        "struct" => $"STRUCT<{string.Join(", ", type.Fields.Select(field => $"{Identifier(field.Name)}: {Type(field.Type!)}{(field.IsNotNull ? " NOT NULL" : "")}"))}>",
        _ when type.Arguments.Count > 0 => $"{type.Name}<{string.Join(", ", type.Arguments.Select(Type))}>",
        _ when type.Numbers.Count > 0 => $"{type.Name}({string.Join(", ", type.Numbers)})",
        _ => type.Name,
    };
}
