using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding;

/// <summary>COPY INTO: the source's columns meet the target's by name, or by place where asked.</summary>
internal sealed class CopyIntoBinder(BindingContext context)
{
    private readonly TargetBinder _targets = new(context);

    internal BoundCopyInto Bind(CopyIntoStatement copy, SourceText text)
    {
        if (copy.Validate is not null)
            throw SqlErrors.Unsupported("COPY INTO … VALIDATE", copy.Span);
        var target = _targets.Table(copy.Target);
        var options = new Dictionary<string, string>(copy.FormatOptions.Values, StringComparer.OrdinalIgnoreCase) { ["format"] = copy.Format };
        if (copy.Pattern is { } pattern)
            options["pathglobfilter"] = pattern;
        if (copy.Files.Count > 0)
            options["files"] = string.Join('\n', copy.Files);
        var relations = new RelationBinder(context, null, []);
        var (files, scope) = relations.FileScan(FileScanBinder.Make(context, copy.Path, options, copy.Span, infersTypes: false), null);
        var source = Source(copy, target, scope);
        var columns = target.Schema.Fields.Zip(source, (column, value) => context.NewColumn(column.Name, column.Type, value.Nullable)).ToList();
        BoundRelation input = copy.Where is null
            ? files
            : new BoundFilter(files, new ExpressionBinder(context, scope).BindCondition(copy.Where, "WHERE"), FilterClause.Where) { Span = copy.Where.Span };
        var project = new BoundProject(input, [.. columns.Zip(source)]) { Span = copy.Span };
        var force = copy.CopyOptions.Values.TryGetValue("force", out var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);
        return new BoundCopyInto(target, (BoundFileScan)files, project, force, _targets.Checks(target, columns)) { Syntax = copy, Text = text };
    }

    private List<BoundExpression> Source(CopyIntoStatement copy, TableEntry target, Scope scope)
    {
        var binder = new ExpressionBinder(context, scope);
        var items = copy.Items.Count == 0
            ? scope.Star(null).Select(column => (column.Column.Name, Value: (BoundExpression)new BoundColumnReference(column.Column))).ToList()
            : [.. copy.Items.SelectMany(item => item.Expression is StarExpression star
                ? scope.Star(star.Target).Select(column => (column.Column.Name, (BoundExpression)new BoundColumnReference(column.Column)))
                : [(item.Aliases.Count > 0 ? item.Aliases[0].Value : ColumnNames.Of(item.Expression), binder.Bind(item.Expression))])];
        var byPlace = copy.IsByPosition || copy.Columns.Count > 0;
        var names = copy.Columns.Count > 0 ? [.. copy.Columns.Select(column => column.Value)] : target.Schema.Fields.Select(column => column.Name).ToList();
        if (byPlace && names.Count != items.Count)
            throw new SqlException("COPY_INTO_COLUMN_ARITY_MISMATCH", "21S01", $"Cannot write to '{target.Name}': {names.Count} columns are named and the files have {items.Count}.", copy.Span, "List as many columns as the files have.");
        if (!byPlace && items.FirstOrDefault(item => !names.Contains(item.Name, StringComparer.OrdinalIgnoreCase)).Name is { } extra)
            throw new SqlException("COPY_INTO_SCHEMA_MISMATCH_WITH_TARGET_TABLE", "42KDG", $"A schema mismatch was detected while copying into the table {target.Name}: the source has the column `{extra}`, the table has not.", copy.Span, "Set COPY_OPTIONS ('mergeSchema' = 'true') on a runtime that has it, or select the table's columns.");
        return [.. target.Schema.Fields.Select(column =>
        {
            var at = byPlace ? names.FindIndex(name => Scope.Same(name, column.Name)) : items.FindIndex(item => Scope.Same(item.Name, column.Name));
            return at >= 0 ? TargetBinder.Assigned(items[at].Value, column, copy.Span) : _targets.Default(column);
        })];
    }
}
