using Edlake.Spark.Reading;
using Edlake.Sql.Binding;
using Edlake.Sql.Binding.Mentions;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Statements;

/// <summary>Turns what a text mentions into edits that let Spark understand it: folders for tables, texts for views, values for parameters.</summary>
internal sealed class MentionEdits(IRelationSql relations)
{
    /// <summary>The edits of one text.</summary>
    internal IEnumerable<TextEdit> Of(IReadOnlyList<Mention> mentions)
    {
        var aliases = new TableAliases(mentions);
        return mentions.SelectMany(mention => Of(mention, aliases));
    }

    /// <summary>The edits of a MERGE, whose source Spark takes as a plain name or as a query.</summary>
    internal IEnumerable<TextEdit> OfMerge(IReadOnlyList<Mention> mentions, SourceSpan source) => Of(mentions).Select(edit =>
        edit.Span == source ? edit with { Replacement = $"(SELECT * FROM {edit.Replacement})" } : edit);

    /// <summary>What stands for the name of a table that a statement changes, where its text gives it no alias.</summary>
    internal static TextEdit TargetAlias(int at, TableName table) => new(new SourceSpan(at, 0), $" AS {SparkSyntax.Name(table.Name)}");

    private IEnumerable<TextEdit> Of(Mention mention, TableAliases aliases)
    {
        switch (mention)
        {
            case RelationMention { IsQuery: true } query:
                yield return new TextEdit(query.Span, $"SELECT * FROM {Sql(query)}");
                break;
            case StarMention star when star.Hidden.Where(hidden => relations.HasMetadata(hidden.Column)).ToList() is { Count: > 0 } hidden:
                var names = string.Join(", ", hidden.Select(column => string.Join('.', column.Qualifier.Append(column.Column.Name).Select(SparkSyntax.Name))));
                yield return star.HasExcept ? new TextEdit(new SourceSpan(star.Span.End - 1, 0), $", {names}") : new TextEdit(new SourceSpan(star.Span.End, 0), $" EXCEPT ({names})");
                break;
            case RelationMention relation:
                yield return new TextEdit(relation.Span, Sql(relation));
                if (relation.Alias is { } alias)
                    yield return new TextEdit(new SourceSpan(relation.AliasAt, 0), $" AS {SparkSyntax.Name(relation is TableMention table ? aliases.Of(table.Table.Name) : alias)}");
                break;
            case ConstantMention constant:
                yield return new TextEdit(constant.Span, ConstantSql.Of(constant.Value));
                break;
            case NameMention name:
                yield return new TextEdit(name.Span, string.Join('.', name.Parts.Select(SparkSyntax.Name)));
                break;
            case QualifierMention qualifier:
                yield return new TextEdit(qualifier.Span, SparkSyntax.Name(aliases.Of(qualifier.Table)));
                break;
        }
    }

    private string Sql(RelationMention relation) => relation switch
    {
        TableMention table => relations.Table(table.Table),
        FilesMention files => relations.Files(files.Files),
        ViewMention view => View(view),
        _ => throw new ArgumentException(relation.ToString(), nameof(relation)),
    };

    // The line feed ends a comment at the end of the view's text.
    private string View(ViewMention view)
    {
        var text = $"({TextEdits.Apply(new SourceText(view.View.Text), Of(view.Mentions)).Text}\n)";
        return view.View.Columns.Count == 0
            ? text
            : $"(SELECT * FROM {text} AS {SparkSyntax.Name(view.View.Name.Name)}({string.Join(", ", view.View.Columns.Select(column => SparkSyntax.Name(column.Name)))}))";
    }
}
