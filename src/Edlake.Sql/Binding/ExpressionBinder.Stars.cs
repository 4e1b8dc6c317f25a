using Edlake.Sql.Binding.Mentions;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>What a star stands for, in a select list and among the arguments of a call (Spark: UnresolvedStar, its EXCEPT clause).</summary>
internal sealed partial class ExpressionBinder
{
    private readonly ResolvedTexts _texts = new();

    /// <summary>The name Spark gives to an expression that this binder bound and that has no alias.</summary>
    internal string NameOf(Expression expression) => ColumnNames.Of(expression, _texts);

    /// <summary>The columns of <c>*</c>, <c>t.*</c> or <c>s.*</c> for a struct s, without those of its EXCEPT.</summary>
    internal IReadOnlyList<StarColumn> Star(StarExpression star)
    {
        var columns = Unexcepted(star);
        if (star.Except.Count > 0)
            columns = Except(star, columns);
        _texts.Stars[star] = [.. columns.Select(column => column.Text)];
        return columns;
    }

    private IReadOnlyList<StarColumn> Unexcepted(StarExpression star)
    {
        if (star.Target is null)
            return Columns(star, scope);
        for (var level = scope; level is not null; level = level.Outer)
        {
            if (Columns(star, level) is { Count: > 0 } columns)
                return columns;
            if (level.Find(star.Target.Values).Found.Count > 0)
                return Fields(star, star.Target);
        }

        throw new SqlException(
            "CANNOT_RESOLVE_STAR_EXPAND",
            "42704",
            $"Cannot resolve {BindingErrors.Quoted(star.Target.ToString())}.* given input columns {string.Join(", ", scope.Star(null).Select(column => $"`{column.Column.Name}`"))}. Please check that the specified table or struct exists and is accessible in the input columns.",
            star.Span,
            "Write the name or alias of a table of the FROM clause, or a struct column.");
    }

    private List<StarColumn> Columns(StarExpression star, Scope level)
    {
        var columns = level.Star(star.Target);
        if (columns.Count > 0 && star.Target is { Expression: null, Parts.Count: > 1 } target)
            context.Mentions.Add(new QualifierMention(target.Span, columns[0].Qualifier));
        if (columns.Count > 0)
            context.NoteHidden(star, level);
        return [.. columns.Select(column => new StarColumn(column.Column.Name, new BoundColumnReference(column.Column) { Span = star.Span }, column.Qualifier))];
    }

    private List<StarColumn> Fields(StarExpression star, QualifiedName target)
    {
        var owner = Bind(new NameExpression(target) { Span = star.Span });
        if (owner.Type is not StructType type)
        {
            throw new SqlException(
                "CANNOT_RESOLVE_STAR_EXPAND", "42704", $"Cannot resolve {BindingErrors.Quoted(target.ToString())}.* given its type \"{owner.Type.Sql}\". Please check that the specified table or struct exists and is accessible in the input columns.", star.Span, "Only a STRUCT has fields to list.");
        }

        return FieldsOf(owner, type);
    }

    private static List<StarColumn> FieldsOf(BoundExpression owner, StructType type) =>
        [.. type.Fields.Select((member, i) => new StarColumn(member.Name, new BoundField(owner, i, member.Type, owner.Nullable || member.Nullable), []))];

    private List<StarColumn> Except(StarExpression star, IReadOnlyList<StarColumn> columns)
    {
        var paths = star.Except.Select(name => Excepted(name, columns, star.Span)).ToList();
        for (var i = 0; i < paths.Count; i++)
        {
            if (paths.Skip(i + 1).Any(other => paths[i].Zip(other, (mine, its) => mine == its).All(same => same)))
            {
                throw new SqlException(
                    "EXCEPT_OVERLAPPING_COLUMNS", "42702", $"Columns in an EXCEPT list must be distinct and non-overlapping, but got ({string.Join(", ", star.Except)}).", star.Span, "Name each column, or field of a struct, once.");
            }
        }

        return Without(columns, paths, star.Span);
    }

    // The ordinal of the column, then those of the fields down to the one that is left out.
    private List<int> Excepted(QualifiedName name, IReadOnlyList<StarColumn> columns, SourceSpan span)
    {
        var parts = PartsOf(name);
        var candidates = columns.Select((column, i) => new ScopeColumn(new BoundColumn(i, column.Name, column.Value.Type, column.Value.Nullable), column.Qualifier)).ToList();
        var (found, used) = new Scope(candidates, null).Find(parts);
        if (found.Count == 0)
            throw BindingErrors.UnresolvedColumn(string.Join('.', parts), candidates.Select(column => string.Join('.', [.. column.Qualifier, column.Column.Name])), span);
        if (found.Count > 1)
            throw BindingErrors.Ambiguous(string.Join('.', parts), found, span);
        Qualified(name, used - 1, found[0]);
        List<int> path = [found[0].Column.Id];
        var value = columns[path[0]].Value;
        foreach (var part in parts.Skip(used))
        {
            value = Field(value, part, span) is BoundField field
                ? field
                : throw new SqlException(
                    "EXCEPT_NESTED_COLUMN_INVALID_TYPE", "428H2", $"EXCEPT column {BindingErrors.Quoted(name.ToString())} was resolved and expected to be StructType, but found type {value.Type.Sql}.", span, "Only fields of a STRUCT can be left out.");
            path.Add(((BoundField)value).Ordinal);
        }

        return path;
    }

    private List<StarColumn> Without(IReadOnlyList<StarColumn> columns, IReadOnlyList<IReadOnlyList<int>> paths, SourceSpan span)
    {
        var kept = new List<StarColumn>();
        for (var i = 0; i < columns.Count; i++)
        {
            var mine = paths.Where(path => path[0] == i).Select(path => path.Skip(1).ToList()).ToList();
            if (mine.Count == 0)
                kept.Add(columns[i]);
            else if (mine.TrueForAll(path => path.Count > 0))
                kept.Add(columns[i] with { Value = WithoutFields(columns[i].Value, mine, span) });
        }

        return kept;
    }

    // As in Spark, what was a NULL becomes a struct of NULLs.
    private BoundExpression WithoutFields(BoundExpression value, IReadOnlyList<IReadOnlyList<int>> paths, SourceSpan span) =>
        Apply("named_struct", [.. Without(FieldsOf(value, (StructType)value.Type), paths, span).SelectMany(field => new[] { new BoundLiteral(field.Name, new StringType()), field.Value })], span);

    /// <summary>Expressions in their order, with what their stars stand for.</summary>
    internal IEnumerable<BoundExpression> Spread(IEnumerable<Expression> expressions) =>
        expressions.SelectMany(expression => expression is StarExpression star ? Star(star).Select(column => column.Value) : [Bind(expression)]);
}
