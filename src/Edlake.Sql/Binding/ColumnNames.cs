using Edlake.Sql.Functions;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>The names Spark gives to columns that have none: <c>(a + 1)</c>, <c>count(1)</c>, <c>CAST(a AS INT)</c>.</summary>
internal sealed class ColumnNames
{
    private readonly ResolvedTexts _resolved;

    private ColumnNames(ResolvedTexts resolved) => _resolved = resolved;

    /// <param name="expression">What has no alias.</param>
    /// <param name="resolved">What its binder made of the names and stars in it.</param>
    internal static string Of(Expression expression, ResolvedTexts resolved) => expression switch
    {
        NameExpression name => name.Name.Parts.Count > 0 ? name.Name.Parts[^1].Value : "identifier",
        FieldExpression part when IsPath(part) => part.Field.Value,
        _ => new ColumnNames(resolved).Text(expression),
    };

    /// <summary>The name of an expression without a star or a struct's field.</summary>
    internal static string Of(Expression expression) => Of(expression, new ResolvedTexts());

    /// <summary>Whether an expression is a name and fields after it, which goes by the last of them.</summary>
    internal static bool IsPath(Expression expression) => expression is NameExpression || (expression is FieldExpression part && IsPath(part.Operand));

    private string Texts(IEnumerable<Expression> expressions) => string.Join(", ", expressions.SelectMany(Each));

    private IEnumerable<string> Each(Expression expression) => expression is StarExpression star ? StarTexts(star) : [Text(expression)];

    private IReadOnlyList<string> StarTexts(StarExpression star) => _resolved.Stars.GetValueOrDefault(star, ["*"]);

    private string Text(Expression expression) => expression switch
    {
        NameExpression name when _resolved.Fields.TryGetValue(name, out var path) => path,
        NameExpression name => string.Join('.', name.Name.Values.Skip(Math.Max(0, name.Name.Parts.Count - 1))),
        FieldExpression part => $"{Text(part.Operand)}.{part.Field.Value}",
        ConstantExpression { Value: null } => "NULL",
        ConstantExpression constant => constant.Value!.Value ? "true" : "false",
        NumberExpression number => NumberText(number),
        StringExpression text => text.Value,
        TypedLiteralExpression { TypeName: "x" } bytes => $"X'{bytes.Value.ToUpperInvariant()}'",
        TypedLiteralExpression typed => $"{typed.TypeName.ToUpperInvariant()} '{typed.Value}'",
        IntervalExpression { Fields: [var only] } interval when interval.To is null => $"INTERVAL '{Text(only.Amount)}' {only.Unit.ToUpperInvariant()}",
        IntervalExpression { To: { } to } interval => $"INTERVAL '{Text(interval.Fields[0].Amount)}' {interval.Fields[0].Unit.ToUpperInvariant()} TO {to.ToUpperInvariant()}",
        ParameterExpression parameter => parameter.Name,
        UnaryExpression { Operator: "not" } not => $"(NOT {Text(not.Operand)})",
        UnaryExpression { Operator: "-" } minus => $"(- {Text(minus.Operand)})",
        UnaryExpression { Operator: "+" } plus => $"(+ {Text(plus.Operand)})",
        UnaryExpression unary => $"{unary.Operator}{Text(unary.Operand)}",
        BinaryExpression { Operator: "||" } concat => $"concat({string.Join(", ", Flattened(concat).Select(Text))})",
        BinaryExpression { Operator: "<>" or "!=" } differs => $"(NOT ({Text(differs.Left)} = {Text(differs.Right)}))",
        BinaryExpression binary => $"({Text(binary.Left)} {(binary.Operator is "and" or "or" ? binary.Operator.ToUpperInvariant() : binary.Operator)} {Text(binary.Right)})",
        BetweenExpression between => Negated($"between({Text(between.Operand)}, {Text(between.Low)}, {Text(between.High)})", between.IsNegated),
        InListExpression list => Negated($"({Text(list.Operand)} IN ({Texts(list.Items)}))", list.IsNegated),
        InSubqueryExpression subquery => Negated($"({Text(subquery.Operand)} IN (listquery()))", subquery.IsNegated),
        LikeExpression { Patterns: [var pattern] } like => Negated(like.Operator == "rlike" ? $"RLIKE({Text(like.Operand)}, {Text(pattern)})" : like.Operator == "ilike" ? $"ilike({Text(like.Operand)}, {Text(pattern)})" : $"{Text(like.Operand)} LIKE {Text(pattern)}", like.IsNegated),
        IsExpression { Predicate: "null" or "unknown" } @is => $"({Text(@is.Operand)} IS {(@is.IsNegated ? "NOT " : "")}NULL)",
        IsExpression @is => Negated($"({Text(@is.Operand)} <=> {@is.Predicate})", @is.IsNegated),
        IsDistinctExpression distinct => Negated($"({Text(distinct.Left)} <=> {Text(distinct.Right)})", !distinct.IsNegated),
        CaseExpression @case => CaseText(@case),
        CastExpression cast => $"{(cast.IsTry ? "TRY_CAST" : "CAST")}({Text(cast.Operand)} AS {TypeSyntax.Resolve(cast.Type).Sql})",
        CallExpression call => CallText(call),
        ExtractExpression extract => $"extract({extract.Field} FROM {Text(extract.Source)})",
        TrimExpression trim => TrimText(trim),
        IndexExpression index => $"{Text(index.Operand)}[{Text(index.Index)}]",
        SubqueryExpression => "scalarsubquery()",
        ExistsExpression => "exists()",
        RowExpression row => $"struct({Texts(row.Items)})",
        AliasedExpression aliased => $"{Text(aliased.Operand)} AS {aliased.Alias.Value}",
        StarExpression star => string.Join(", ", StarTexts(star)),
        LambdaExpression lambda => $"lambdafunction({Text(lambda.Body)}, {string.Join(", ", lambda.Parameters.Select(parameter => parameter.Value))})",
        UnitCallExpression unit => $"{unit.Function}({unit.Unit}, {string.Join(", ", unit.Arguments.Select(Text))})",
        CollateExpression collate => $"collate({Text(collate.Operand)}, {collate.Collation})",
        JsonPathExpression path => path.Path.Split('.', '[')[^1].Trim(']', '\''),
        _ => "expression",
    };

    private static string NumberText(NumberExpression number) => Literals.Number(number).Value switch
    {
        double d => JavaNumber.Text(d),
        float f => JavaNumber.Text(f),
        { } value => System.Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
        null => "NULL",
    };

    private static string Negated(string text, bool isNegated) => isNegated ? $"(NOT {text})" : text;

    private static IEnumerable<Expression> Flattened(Expression expression) => expression is BinaryExpression { Operator: "||" } binary
        ? Flattened(binary.Left).Append(binary.Right)
        : [expression];

    private string CaseText(CaseExpression @case)
    {
        var branches = @case.Branches.Select(branch =>
            $"WHEN {(@case.Operand is null ? Text(branch.When) : $"({Text(@case.Operand)} = {Text(branch.When)})")} THEN {Text(branch.Then)}");
        return $"CASE {string.Join(" ", branches)}{(@case.Else is null ? "" : $" ELSE {Text(@case.Else)}")} END";
    }

    private string TrimText(TrimExpression trim) => trim.Characters is null
        ? $"{(trim.Side == "leading" ? "ltrim" : trim.Side == "trailing" ? "rtrim" : "trim")}({Text(trim.Text)})"
        : $"TRIM({(trim.Side.Length == 0 ? "BOTH" : trim.Side.ToUpperInvariant())} {Text(trim.Characters)} FROM {Text(trim.Text)})";

    private string CallText(CallExpression call)
    {
        var name = call.Name.Parts.Count > 0 ? call.Name.Parts[^1].Value.ToLowerInvariant() : "identifier";
        var arguments = call.CountsRows ? ["1"] : call.Arguments.SelectMany(Each).ToList();
        if (name is "lag" or "lead" && call.Over is not null)
            arguments.AddRange(new[] { "1", "NULL" }.Skip(arguments.Count - 1));
        var named = _resolved.Calls.GetValueOrDefault(call) ?? FunctionRegistry.Default.Find(name)?.ColumnName;
        var text = named is not null && arguments.Count > 0
            ? named(arguments)
            : $"{name}({(call.IsDistinct ? "DISTINCT " : "")}{string.Join(", ", arguments)})";
        if (call.Filter is { } filter)
            text += $" FILTER (WHERE {Text(filter)})";
        return call.Over is { } over ? $"{text} OVER {WindowText(over, name)}" : text;
    }

    private string WindowText(WindowSpecification window, string function)
    {
        if (window.Name is { } name)
            return name;
        var parts = new List<string>();
        if (window.PartitionBy.Count > 0)
            parts.Add($"PARTITION BY {string.Join(", ", window.PartitionBy.Select(Text))}");
        if (window.OrderBy.Count > 0)
        {
            parts.Add("ORDER BY " + string.Join(", ", window.OrderBy.Select(item =>
                $"{Text(item.Expression)} {(item.Descending == true ? "DESC" : "ASC")} NULLS {(item.NullsFirst ?? item.Descending != true ? "FIRST" : "LAST")}")));
        }

        parts.Add(FrameText(window, function));
        return $"({string.Join(" ", parts)})";
    }

    private string FrameText(WindowSpecification window, string function)
    {
        if (window.Frame is { } frame)
            return $"{(frame.IsRange ? "RANGE" : "ROWS")} BETWEEN {BoundText(frame.Start)} AND {BoundText(frame.End)}";
        return function switch
        {
            "row_number" or "rank" or "dense_rank" or "percent_rank" or "ntile" => "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
            "lag" => "ROWS BETWEEN -1 FOLLOWING AND -1 FOLLOWING",
            "lead" => "ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING",
            _ when window.OrderBy.Count > 0 => "RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
            _ => "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
        };
    }

    private string BoundText(WindowBound bound) => bound.Kind switch
    {
        FrameBoundKind.UnboundedPreceding => "UNBOUNDED PRECEDING",
        FrameBoundKind.UnboundedFollowing => "UNBOUNDED FOLLOWING",
        FrameBoundKind.CurrentRow => "CURRENT ROW",
        FrameBoundKind.Preceding => $"{Text(bound.Offset!)} PRECEDING",
        _ => $"{Text(bound.Offset!)} FOLLOWING",
    };
}
