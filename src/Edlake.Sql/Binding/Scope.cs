using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding;

/// <summary>A column that names can reach, with the table names that may stand before it.</summary>
internal sealed record ScopeColumn(BoundColumn Column, IReadOnlyList<string> Qualifier)
{
    /// <summary>The second of two columns that USING made one: reached only with its table's name, left out of <c>*</c>.</summary>
    internal bool IsShadowed { get; init; }

    /// <summary>A metadata column: reached by name, left out of <c>*</c>.</summary>
    internal bool IsHidden { get; init; }
}

/// <summary>The names an expression can use; <paramref name="Outer"/> is the enclosing query's.</summary>
internal sealed record Scope(IReadOnlyList<ScopeColumn> Columns, Scope? Outer)
{
    internal static Scope Empty(Scope? outer) => new([], outer);

    internal static Scope Of(BoundRelation relation, string? qualifier, Scope? outer) =>
        new([.. relation.Output.Select(column => new ScopeColumn(column, qualifier is null ? [] : [qualifier]))], outer);

    /// <summary>The columns a name may mean in this scope alone, and how many of its parts they use up; the rest are struct fields.</summary>
    internal (IReadOnlyList<ScopeColumn> Found, int Used) Find(IReadOnlyList<string> parts)
    {
        for (var qualifierLength = Math.Min(parts.Count - 1, 3); qualifierLength >= 0; qualifierLength--)
        {
            var name = parts[qualifierLength];
            var found = Columns.Where(column => Same(column.Column.Name, name)
                && (qualifierLength > 0 ? EndsWith(column.Qualifier, parts, qualifierLength) : !column.IsShadowed)).ToList();
            if (found.Count > 0)
                return (found, qualifierLength + 1);
        }

        return ([], 0);
    }

    /// <summary>The columns of <c>*</c> or <c>t.*</c>.</summary>
    internal IReadOnlyList<ScopeColumn> Star(QualifiedName? target) =>
    [
        .. Columns.Where(column => !column.IsHidden && (target is null ? !column.IsShadowed : EndsWith(column.Qualifier, target.Values, target.Parts.Count)))
            .OrderByDescending(column => column.IsShadowed),
    ];

    /// <summary>The columns that <c>*</c> or <c>t.*</c> leaves out because they are reached by name only.</summary>
    internal IReadOnlyList<ScopeColumn> Hidden(QualifiedName? target) =>
        [.. Columns.Where(column => column.IsHidden && (target is null || EndsWith(column.Qualifier, target.Values, target.Parts.Count)))];

    internal static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static bool EndsWith(IReadOnlyList<string> qualifier, IReadOnlyList<string> parts, int count)
    {
        if (qualifier.Count < count)
            return false;
        for (var i = 0; i < count; i++)
        {
            if (!Same(qualifier[qualifier.Count - count + i], parts[i]))
                return false;
        }

        return true;
    }
}

/// <summary>Errors of name resolution and of queries, in Spark's classes.</summary>
internal static class BindingErrors
{
    internal static SqlException UnresolvedColumn(string name, IEnumerable<string> candidates, SourceSpan span)
    {
        // A table's name that every candidate has says nothing.
        var all = candidates.ToList();
        var prefixes = all.Select(candidate => candidate.Contains('.', StringComparison.Ordinal) ? candidate[..candidate.LastIndexOf('.')] : "").Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (prefixes.Count == 1 && !name.Contains('.', StringComparison.Ordinal))
            all = [.. all.Select(candidate => candidate[(candidate.LastIndexOf('.') + 1)..])];
        var suggestions = all.Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(candidate => Distance(candidate, name)).Take(5).ToList();
        return suggestions.Count == 0
            ? new SqlException("UNRESOLVED_COLUMN.WITHOUT_SUGGESTION", "42703", $"A column, variable, or function parameter with name {Quoted(name)} cannot be resolved.", span)
            : new SqlException(
                "UNRESOLVED_COLUMN.WITH_SUGGESTION",
                "42703",
                $"A column, variable, or function parameter with name {Quoted(name)} cannot be resolved. Did you mean one of the following? [{string.Join(", ", suggestions.Select(Quoted))}].",
                span,
                $"Write {suggestions[0]}, or add the column.");
    }

    internal static SqlException Ambiguous(string name, IEnumerable<ScopeColumn> found, SourceSpan span) => new(
        "AMBIGUOUS_REFERENCE",
        "42704",
        $"Reference {Quoted(name)} is ambiguous, could be: [{string.Join(", ", found.Select(column => Quoted(string.Join('.', [.. column.Qualifier, column.Column.Name]))))}].",
        span,
        "Write the table's name or alias before the column.");

    internal static SqlException TableNotFound(string name, IEnumerable<string> similar, SourceSpan span)
    {
        var known = similar.OrderBy(candidate => Distance(candidate, name)).Take(3).ToList();
        return new(
            "TABLE_OR_VIEW_NOT_FOUND",
            "42P01",
            $"The table or view {Quoted(name)} cannot be found. Verify the spelling and correctness of the schema and catalog.",
            span,
            known.Count > 0 ? $"There is {string.Join(", ", known)}. To tolerate the error on drop use DROP TABLE IF EXISTS." : "To tolerate the error on drop use DROP TABLE IF EXISTS.");
    }

    internal static SqlException UnresolvedRoutine(string name, SourceSpan span) => new(
        "UNRESOLVED_ROUTINE", "42883", $"Cannot resolve routine {Quoted(name)} on search path [`system`.`builtin`, `system`.`session`, `spark_catalog`.`default`].", span, "Check the function's name.");

    internal static SqlException MissingAggregation(string expression, SourceSpan span) => new(
        "MISSING_AGGREGATION",
        "42803",
        $"The non-aggregating expression \"{expression}\" is based on columns which are not participating in the GROUP BY clause.",
        span,
        "Add the columns or the expression to the GROUP BY, aggregate the expression, or use \"any_value\" if you do not care which of the values within a group is returned.");

    internal static SqlException MissingGroupBy(SourceSpan span) => new(
        "MISSING_GROUP_BY", "42803", "The query does not include a GROUP BY clause. Add GROUP BY or turn it into the window functions using OVER clauses.", span);

    internal static SqlException GroupingOutsideSets(SourceSpan span) => new(
        "UNSUPPORTED_GROUPING_EXPRESSION", "42K0E", "grouping()/grouping_id() can only be used with GroupingSets/Cube/Rollup.", span, "Group by ROLLUP, CUBE or GROUPING SETS.");

    internal static string Quoted(string name) => string.Join('.', name.Split('.').Select(part => $"`{part}`"));

    private static long Distance(string candidate, string name) =>
        Functions.Native.TextPieces.Levenshtein(candidate.Split('.')[^1].ToLowerInvariant(), name.Split('.')[^1].ToLowerInvariant());
}
