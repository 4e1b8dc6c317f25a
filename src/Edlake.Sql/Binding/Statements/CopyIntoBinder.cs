using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding.Statements;

/// <summary>COPY INTO: the source's columns meet the target's by name, or by place where asked.</summary>
internal sealed class CopyIntoBinder(BindingContext context)
{
    internal BoundCopyInto Bind(CopyIntoStatement copy, SourceText source)
    {
        if (copy.Validate is not null)
            throw SqlErrors.Unsupported("COPY INTO … VALIDATE", copy.Span);
        var target = WriteTarget.Find(context, copy.Target);
        var relations = new RelationBinder(context, null);
        var (files, scope) = relations.FileScan(FileScanBinder.Make(context, copy.Path, Options(copy), copy.Span, infersTypes: false), null);
        var items = Items(copy, scope);
        BoundRelation input = copy.Where is null
            ? files
            : new BoundFilter(files, new ExpressionBinder(context, scope).BindCondition(copy.Where, "WHERE"), FilterClause.Where) { Span = copy.Where.Span };
        var (sources, added) = copy.IsByPosition || copy.Columns.Count > 0 ? (ByPlace(copy, target, items), []) : ByName(copy, target, items);
        var written = target.With(added);
        var project = new WriteProjection(context, written).Make(input, sources, copy.Span);
        var given = sources.Keys.Where(i => written.GeneratedText(written.Fields[i]) is not null).ToList();
        return new BoundCopyInto(target.Table, (BoundFileScan)files, project, IsSet(copy, "force"), new WriteChecks(context).Of(written, project.Output, given))
        {
            Syntax = copy,
            Text = source,
            AddedColumns = added,
        };
    }

    private static Dictionary<string, string> Options(CopyIntoStatement copy)
    {
        var options = new Dictionary<string, string>(copy.FormatOptions.Values, StringComparer.OrdinalIgnoreCase) { ["format"] = copy.Format };
        if (copy.Pattern is { } pattern)
            options["pathglobfilter"] = pattern;
        if (copy.Files.Count > 0)
            options["files"] = string.Join('\n', copy.Files);
        return options;
    }

    private static bool IsSet(CopyIntoStatement copy, string option) =>
        copy.CopyOptions.Values.Any(pair => Scope.Same(pair.Key, option) && Scope.Same(pair.Value, "true"));

    private List<(string Name, BoundExpression Value)> Items(CopyIntoStatement copy, Scope scope)
    {
        var binder = new ExpressionBinder(context, scope);
        return copy.Items.Count == 0
            ? [.. scope.Star(null).Select(column => (column.Column.Name, (BoundExpression)new BoundColumnReference(column.Column)))]
            : [.. copy.Items.SelectMany(item => item.Expression is StarExpression star
                ? binder.Star(star).Select(column => (column.Name, column.Value))
                : [Named(item, binder)])];
    }

    private static (string Name, BoundExpression Value) Named(SelectItem item, ExpressionBinder binder)
    {
        var value = binder.Bind(item.Expression);
        return (item.Aliases.Count > 0 ? item.Aliases[0].Value : binder.NameOf(item.Expression), value);
    }

    private static Dictionary<int, BoundExpression> ByPlace(CopyIntoStatement copy, WriteTarget target, List<(string Name, BoundExpression Value)> items)
    {
        var names = copy.Columns.Count > 0 ? copy.Columns.Select(column => column.Value).ToList() : [.. target.Fields.Select(column => column.Name)];
        if (names.Count != items.Count)
            throw new SqlException("COPY_INTO_COLUMN_ARITY_MISMATCH", "21S01", $"Cannot write to '{target.Table.Name}': {names.Count} columns are named and the files have {items.Count}.", copy.Span, "List as many columns as the files have.");
        return names.Zip(items).ToDictionary(
            pair => target.IndexOf(pair.First) is >= 0 and var place ? place : throw BindingErrors.UnresolvedColumn(pair.First, target.Fields.Select(column => column.Name), copy.Span),
            pair => pair.Second.Value);
    }

    private static (Dictionary<int, BoundExpression>, IReadOnlyList<StructField>) ByName(CopyIntoStatement copy, WriteTarget target, List<(string Name, BoundExpression Value)> items)
    {
        var sources = new Dictionary<int, BoundExpression>();
        var added = new List<StructField>();
        foreach (var (name, value) in items)
        {
            var place = target.IndexOf(name);
            if (place < 0 && !IsSet(copy, "mergeSchema"))
                throw new SqlException("COPY_INTO_SCHEMA_MISMATCH_WITH_TARGET_TABLE", "42KDG", $"A schema mismatch was detected while copying into the table {target.Table.Name}: the source has the column `{name}`, the table has not.", copy.Span, "Set COPY_OPTIONS ('mergeSchema' = 'true'), or select the table's columns.");
            if (place < 0)
            {
                place = target.Fields.Count + added.Count;
                added.Add(new StructField(name, value.Type));
            }

            sources[place] = value;
        }

        return (sources, added);
    }
}
