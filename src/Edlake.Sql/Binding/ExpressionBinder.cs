using Edlake.Sql.Binding.Mentions;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Functions;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>
/// Binds expressions in a scope. Aggregate calls and windows are bound in place; <see cref="AggregationBinder"/> takes the
/// aggregates out afterwards.
/// </summary>
internal sealed partial class ExpressionBinder(BindingContext context, Scope scope)
{
    private static readonly FunctionRegistry Registry = FunctionRegistry.Default;

    internal BindingContext Context => context;

    /// <summary>Whether a column is of this scope rather than of an enclosing query.</summary>
    internal bool Sees(BoundColumn column) => scope.Columns.Any(candidate => candidate.Column.Id == column.Id);

    /// <summary>Aliases of earlier items of the same select list.</summary>
    internal Dictionary<string, BoundExpression> LateralAliases { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Named windows of the select.</summary>
    internal IReadOnlyList<(Identifier Name, WindowSpecification Window)> Windows { get; init; } = [];

    /// <summary>The variables of the lambdas around.</summary>
    private List<BoundLambdaVariable> Lambdas { get; init; } = [];

    internal BoundExpression Bind(Expression expression)
    {
        try
        {
            var bound = BindCore(expression);
            return bound.Span.Length > 0 ? bound : bound with { Span = expression.Span };
        }
        catch (SqlException error) when (error.Span is null || error.Span.Value.Length == 0)
        {
            throw new SqlException(error.ErrorClass, error.SqlState, error.Text, expression.Span, error.Hint, error);
        }
    }

    /// <summary>Binds a condition: BOOLEAN, or what converts to it.</summary>
    internal BoundExpression BindCondition(Expression expression, string clause)
    {
        var bound = Bind(expression);
        if (bound.Type is BooleanType)
            return bound;
        if (bound.Type is NullType)
            return TypeCoercion.ImplicitCast(bound, new BooleanType());
        throw new SqlException(
            "DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN", "42K09", $"Cannot resolve \"{context.Text.Substring(expression.Span.Start, expression.Span.Length)}\" due to data type mismatch: Filter expression in {clause} of type \"{bound.Type.Sql}\" is not a boolean.", expression.Span, "Write a comparison.");
    }

    private BoundExpression BindCore(Expression expression) => expression switch
    {
        ConstantExpression { Value: null } => new BoundLiteral(null, new NullType()),
        ConstantExpression constant => new BoundLiteral(constant.Value, new BooleanType()),
        NumberExpression number => Literals.Number(number),
        StringExpression text => new BoundLiteral(text.Value, new StringType()),
        TypedLiteralExpression typed => Literals.Typed(typed, context.Session.TimeZone),
        IntervalExpression interval => Literals.Interval(interval),
        NameExpression name => Name(name),
        ParameterExpression parameter => Parameter(parameter),
        PositionalParameterExpression parameter => Positional(parameter),
        UnaryExpression unary => Unary(unary),
        BinaryExpression binary => Binary(binary),
        BetweenExpression between => Between(between),
        InListExpression list => Negated(InList(list), list.IsNegated, list),
        InSubqueryExpression subquery => InSubquery(subquery),
        LikeExpression like => Like(like),
        IsExpression @is => Is(@is),
        IsDistinctExpression distinct => Negated(Call("<=>", distinct, [distinct.Left, distinct.Right]), !distinct.IsNegated, distinct),
        CaseExpression @case => Case(@case),
        CastExpression cast => Cast(cast),
        CallExpression call => BindCall(call),
        ExtractExpression extract => Extract(extract),
        TrimExpression trim => Trim(trim),
        UnitCallExpression unit => UnitCall(unit),
        FieldExpression part => Field(Bind(part.Operand), part.Field.Value, part.Span),
        IndexExpression index => Index(index),
        SubqueryExpression subquery => ScalarSubquery(subquery),
        ExistsExpression exists => new BoundExists(Subquery(exists.Query)),
        RowExpression row => Struct(row.Items, row),
        CollateExpression collate => Collate(collate),
        JsonPathExpression path => Call("get_json_object", path, [path.Operand, new StringExpression(path.Path)]),
        StoredExpression stored => context.BindText(stored.Text, stored.Owner, Scope.Empty(null)),
        LambdaExpression => throw new SqlException("INVALID_LAMBDA_FUNCTION_CALL.NON_HIGHER_ORDER_FUNCTION", "42K0D", "A lambda function should only be used in a higher order function.", expression.Span),
        StarExpression => throw new SqlException("INVALID_USAGE_OF_STAR_OR_REGEX", "42000", "Invalid usage of '*' in expression.", expression.Span, "Write it in the select list or in count(*)."),
        DefaultExpression => throw new SqlException("DEFAULT_PLACEMENT_INVALID", "42608", "A DEFAULT keyword in a MERGE, INSERT, UPDATE, or SET VARIABLE command could not be directly assigned to a target column because it was part of an expression.", expression.Span, "Write DEFAULT alone."),
        _ => throw SqlErrors.Unsupported(expression.GetType().Name, expression.Span),
    };

    private BoundExpression Parameter(ParameterExpression parameter) =>
        context.Session.NamedParameters.TryGetValue(parameter.Name, out var value)
            ? Constant(value with { Span = parameter.Span }, parameter.Span)
            : throw new SqlException("UNBOUND_SQL_PARAMETER", "42P02", $"Found the unbound parameter: {parameter.Name}.", parameter.Span, $"Give it a value: --param {parameter.Name}=…, a job parameter or a widget.");

    private BoundExpression Positional(PositionalParameterExpression parameter) =>
        parameter.Index < context.Session.PositionalParameters.Count
            ? Constant(context.Session.PositionalParameters[parameter.Index], parameter.Span)
            : throw new SqlException("UNBOUND_SQL_PARAMETER", "42P02", $"Found the unbound parameter: _{parameter.Span.Start}.", parameter.Span, "Give as many values as there are question marks.");

    // What the text calls it by is the session's: whoever runs the text needs its value.
    private BoundExpression Constant(BoundExpression value, SourceSpan span)
    {
        context.Mentions.Add(new ConstantMention(span, value));
        return value;
    }

    private IReadOnlyList<string> PartsOf(QualifiedName name)
    {
        var parts = context.NameOf(name);
        if (name.Expression is not null)
            context.Mentions.Add(new NameMention(name.Span, parts));
        return parts;
    }

    private void Qualified(QualifiedName name, int length, ScopeColumn column)
    {
        if (length > 1 && name.Expression is null)
            context.Mentions.Add(new QualifierMention(name.Parts[0].Span.To(name.Parts[length - 1].Span), column.Qualifier));
    }

    private BoundExpression Name(NameExpression name)
    {
        var parts = PartsOf(name.Name);
        if (parts.Count == 1 && Lambdas.FindLast(variable => Scope.Same(variable.Name, parts[0])) is { } variable)
            return variable;
        if (parts.Count > 1 && Lambdas.FindLast(candidate => Scope.Same(candidate.Name, parts[0])) is { } owner)
            return parts.Skip(1).Aggregate((BoundExpression)owner, (value, part) => Field(value, part, name.Span));
        for (var level = scope; level is not null; level = level.Outer)
        {
            var (found, used) = level.Find(parts);
            if (found.Count > 1 && found.Select(column => column.Column.Id).Distinct().Count() > 1)
                throw BindingErrors.Ambiguous(string.Join('.', parts), found, name.Span);
            if (found.Count > 0)
            {
                Qualified(name.Name, used - 1, found[0]);
                if (used < parts.Count)
                    _texts.Fields[name] = string.Join('.', parts.Skip(used - 1));
                return parts.Skip(used).Aggregate((BoundExpression)new BoundColumnReference(found[0].Column) { Span = name.Span }, (value, part) => Field(value, part, name.Span));
            }

            if (level == scope && LateralAliases.TryGetValue(parts[0], out var alias))
                return parts.Skip(1).Aggregate(alias, (value, part) => Field(value, part, name.Span));
        }

        return Variable(parts, name.Span)
            ?? throw BindingErrors.UnresolvedColumn(string.Join('.', parts), scope.Columns.Where(column => !column.IsHidden).Select(column => string.Join('.', [.. column.Qualifier, column.Column.Name])), name.Span);
    }

    private BoundExpression? Variable(IReadOnlyList<string> parts, SourceSpan span)
    {
        var local = parts switch
        {
            [var only] => only,
            ["session", var second] => second,
            ["system", "session", var third] => third,
            _ => null,
        };
        return local is not null && context.Session.Variables.TryGetValue(local, out var variable) ? Constant(variable.Value, span) : null;
    }

    private BoundExpression Field(BoundExpression value, string name, SourceSpan span)
    {
        if (value.Type is ArrayType { Element: StructType })
        {
            // The field of each element.
            var array = (ArrayType)value.Type;
            var element = new BoundLambdaVariable(context.NextId(), "element", array.Element, array.ContainsNull);
            return Apply("transform", [value, new BoundLambda([element], Field(element, name, span))], span);
        }

        if (value.Type is MapType)
            return Apply("getitem", [value, new BoundLiteral(name, new StringType())], span);
        if (value.Type is not StructType type)
        {
            throw new SqlException(
                "INVALID_EXTRACT_BASE_FIELD_TYPE", "42000", $"Can't extract a value from \"{PathText(value)}\". Need a complex type [STRUCT, ARRAY, MAP] but got \"{value.Type.Sql}\".", span, "Take the part after the dot away.");
        }

        var matches = type.Fields.Select((member, i) => (member, i)).Where(pair => Scope.Same(pair.member.Name, name)).ToList();
        return matches.Count switch
        {
            1 => new BoundField(value, matches[0].i, matches[0].member.Type, value.Nullable || matches[0].member.Nullable) { Span = span },
            0 => throw new SqlException("FIELD_NOT_FOUND", "42704", $"No such struct field `{name}` in {string.Join(", ", type.Fields.Select(member => $"`{member.Name}`"))}.", span, "Check the field's name."),
            _ => throw new SqlException("AMBIGUOUS_REFERENCE_TO_FIELDS", "42000", $"Ambiguous reference to the field `{name}`. It appears {matches.Count} times in the schema.", span),
        };
    }

    private string PathText(BoundExpression value) => value switch
    {
        BoundColumnReference reference => reference.Column.Name,
        BoundField part => $"{PathText(part.Struct)}.{part.Name}",
        _ => context.Text.Substring(value.Span.Start, value.Span.Length),
    };

    private BoundExpression Index(IndexExpression index)
    {
        var operand = Bind(index.Operand);
        return operand.Type is StructType && index.Index is StringExpression name
            ? Field(operand, name.Value, index.Span)
            : Apply("getitem", [operand, Bind(index.Index)], index.Span);
    }

    // Rows meet by place: the items take the field names of the left side.
    private BoundExpression InList(InListExpression list)
    {
        var operand = Bind(list.Operand);
        if (operand.Type is not StructType row)
            return Apply("in", [operand, .. Spread(list.Items)], list.Span);
        var items = list.Items.Select(item => item is RowExpression cells && cells.Items.Count == row.Fields.Count
            ? Apply("named_struct", [.. cells.Items.SelectMany((cell, i) => new[] { new BoundLiteral(row.Fields[i].Name, new StringType()), Bind(cell) })], item.Span)
            : Bind(item));
        return Apply("in", [operand, .. items], list.Span);
    }

    private BoundExpression Unary(UnaryExpression unary) => unary.Operator switch
    {
        "not" => Call("not", unary, [unary.Operand]),
        "-" => Call("negative", unary, [unary.Operand]),
        "+" => Call("positive", unary, [unary.Operand]),
        _ => Call("~", unary, [unary.Operand]),
    };

    private BoundExpression Binary(BinaryExpression binary) => binary.Operator is "<>" or "!="
        ? Negated(Call("=", binary, [binary.Left, binary.Right]), true, binary)
        : Call(binary.Operator, binary, [binary.Left, binary.Right]);

    private BoundExpression Negated(BoundExpression bound, bool isNegated, Expression source) =>
        isNegated ? Apply("not", [bound], source.Span) : bound;

    private BoundExpression Between(BetweenExpression between)
    {
        var operand = Bind(between.Operand);
        var low = Apply(">=", [operand, Bind(between.Low)], between.Span);
        var high = Apply("<=", [operand, Bind(between.High)], between.Span);
        return Negated(Apply("and", [low, high], between.Span), between.IsNegated, between);
    }

    private BoundExpression Like(LikeExpression like)
    {
        var operand = Bind(like.Operand);
        var tests = like.Patterns.Select(pattern =>
        {
            var arguments = new List<BoundExpression> { operand, Bind(pattern) };
            if (like.Escape is { } escape)
                arguments.Add(new BoundLiteral(escape, new StringType()));
            var test = Apply(like.Operator, arguments, like.Span);
            return like.Patterns.Count > 1 ? Negated(test, like.IsNegated, like) : test;
        }).ToList();
        var joined = tests.Count == 1 ? tests[0] : Apply(like.Quantifier == LikeQuantifier.All ? "and" : "or", tests, like.Span);
        return tests.Count == 1 ? Negated(joined, like.IsNegated, like) : joined;
    }

    private BoundExpression Is(IsExpression @is)
    {
        var operand = Bind(@is.Operand);
        var test = @is.Predicate switch
        {
            "null" or "unknown" => Apply("isnull", [operand], @is.Span),
            _ => Apply("<=>", [operand, new BoundLiteral(@is.Predicate == "true", new BooleanType())], @is.Span),
        };
        return @is.IsNegated && @is.Predicate is "null" or "unknown" && @is.IsNegated
            ? Apply("isnotnull", [operand], @is.Span)
            : Negated(test, @is.IsNegated, @is);
    }

    private BoundCase Case(CaseExpression @case)
    {
        var operand = @case.Operand is null ? null : Bind(@case.Operand);
        var conditions = @case.Branches.Select(branch => operand is null
            ? BindCaseCondition(branch.When)
            : Apply("=", [operand, Bind(branch.When)], branch.When.Span)).ToList();
        var results = @case.Branches.Select(branch => Bind(branch.Then)).ToList();
        var otherwise = @case.Else is null ? null : Bind(@case.Else);
        var type = TypeCoercion.CommonTypeOf([.. results.Append(otherwise ?? new BoundLiteral(null, new NullType())).Select(result => result.Type)])
            ?? throw new SqlException(
                "DATATYPE_MISMATCH.DATA_DIFF_TYPES", "42K09", $"Cannot resolve CASE due to data type mismatch: Input to `casewhen` should all be the same type, but it's [{string.Join(", ", results.Select(result => $"\"{result.Type.Sql}\""))}].", @case.Span, "Convert the results with CAST.");
        var converted = results.Select(result => TypeCoercion.ImplicitCast(result, type)).ToList();
        var last = otherwise is null ? null : TypeCoercion.ImplicitCast(otherwise, type);
        return new BoundCase([.. conditions.Zip(converted)], last, type, last is null || last.Nullable || converted.Any(result => result.Nullable));
    }

    private BoundExpression BindCaseCondition(Expression when)
    {
        var condition = Bind(when);
        return condition.Type is BooleanType ? condition
            : TypeCoercion.CanImplicitlyCast(condition.Type, new BooleanType()) ? TypeCoercion.ImplicitCast(condition, new BooleanType())
            : throw new SqlException("DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE", "42K09", $"Cannot resolve CASE due to data type mismatch: The condition requires the \"BOOLEAN\" type, however it has the type \"{condition.Type.Sql}\".", when.Span, "Write a comparison.");
    }

    private BoundExpression Cast(CastExpression cast)
    {
        var type = TypeSyntax.Resolve(cast.Type);
        if (type is CharType or VarcharType)
            type = new StringType();
        return CastTo(Bind(cast.Operand), type, cast.IsTry, cast.Span);
    }

    private static BoundExpression CastTo(BoundExpression operand, SparkType type, bool isTry, SourceSpan span)
    {
        if (!TypeCoercion.CanCast(operand.Type, type))
            throw CastError(operand.Type, type, span);

        if (operand is BoundLiteral { Value: null })
            return new BoundLiteral(null, type) { Span = span };
        var nullable = isTry || operand.Nullable || TypeCoercion.MayBecomeNull(operand.Type, type);
        return new BoundCast(operand, type, isTry ? CastMode.Try : CastMode.Ansi, nullable) { IsExplicit = true, Span = span };
    }

    private static SqlException CastError(SparkType from, SparkType to, SourceSpan span)
    {
        var function = (from, to) switch
        {
            (DateType, _) when to.IsNumeric() => "UNIX_DATE",
            (_, DateType) when from.IsNumeric() => "DATE_FROM_UNIX_DATE",
            _ => null,
        };
        var suggestion = function is not null ? "CAST_WITH_FUNC_SUGGESTION" : TypeCoercion.CanCastWithoutAnsi(from, to) ? "CAST_WITH_CONF_SUGGESTION" : "CAST_WITHOUT_SUGGESTION";
        return new SqlException(
            $"DATATYPE_MISMATCH.{suggestion}", "42K09", $"Cannot resolve the cast due to data type mismatch: cannot cast \"{from.Sql}\" to \"{to.Sql}\" with ANSI mode on.", span, function is null ? null : $"Use {function}.");
    }

    private BoundExpression Collate(CollateExpression collate)
    {
        var operand = Bind(collate.Operand);
        return collate.Collation.ToUpperInvariant() is "UTF8_BINARY"
            ? operand
            : throw SqlErrors.Unsupported($"the collation {collate.Collation}", collate.Span, "Compare lower(…) of both sides.");
    }

    private BoundExpression Extract(ExtractExpression extract)
    {
        var source = Bind(extract.Source);
        if (source.Type.IsAnsiInterval())
            return Apply("interval_field", [new BoundLiteral(extract.Field, new StringType()), source], extract.Span);
        var function = extract.Field.ToUpperInvariant() switch
        {
            "YEAR" or "Y" or "YEARS" or "YR" or "YRS" => "year",
            "QUARTER" or "QTR" => "quarter",
            "MONTH" or "MON" or "MONS" or "MONTHS" => "month",
            "WEEK" or "W" or "WEEKS" => "weekofyear",
            "DAY" or "D" or "DAYS" => "day",
            "DOW" or "DAYOFWEEK" => "dayofweek",
            "DAYOFWEEK_ISO" or "DOW_ISO" => "dayofweek_iso",
            "DOY" or "DAYOFYEAR" => "dayofyear",
            "YEAROFWEEK" => "yearofweek",
            "HOUR" or "H" or "HOURS" or "HR" or "HRS" => "hour",
            "MINUTE" or "M" or "MIN" or "MINS" or "MINUTES" => "minute",
            "SECOND" or "S" or "SEC" or "SECONDS" or "SECS" => "second_fraction",
            _ => throw new SqlException("INVALID_EXTRACT_FIELD", "42601", $"Cannot extract `{extract.Field}` from the expression.", extract.Span, "Use YEAR, MONTH, DAY, HOUR and the like."),
        };
        return Apply(function, [source], extract.Span);
    }

    private BoundExpression Trim(TrimExpression trim)
    {
        var name = trim.Side switch { "leading" => "ltrim", "trailing" => "rtrim", _ => "trim" };
        return Call(name, trim, trim.Characters is null ? [trim.Text] : [trim.Characters, trim.Text]);
    }

    private BoundExpression UnitCall(UnitCallExpression call)
    {
        if (call.Arguments.Count == 1)
            return Call(call.Function, call, [new NameExpression(new QualifiedName([new Identifier(call.Unit) { Span = call.UnitSpan }]) { Span = call.UnitSpan }) { Span = call.UnitSpan }, .. call.Arguments]);
        var name = call.Function is "date_add" or "dateadd" or "timestampadd" ? "timestampadd" : "timestampdiff";
        return Apply(name, [new BoundLiteral(call.Unit, new StringType()), .. call.Arguments.Select(Bind)], call.Span);
    }
}
