using Edlake.Spark.Statements;
using Edlake.Sql.Binding;
using Edlake.Sql.Binding.Mentions;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Reading;

/// <summary>
/// What a statement's own text says of which raw files it reads, as queries over a list of them: conditions on <c>_metadata</c> in WHERE,
/// semi and anti joins on it.
/// </summary>
internal sealed class FileConditionText(StatementText text)
{
    private const string Alias = "edlake_files";

    /// <summary>A query of the places of the files for which the conditions are true; <paramref name="list"/> is a view with the place and <c>_metadata</c>.</summary>
    internal SourceText Where(BoundStatement statement, BoundFileScan scan, BoundExpression condition, string list)
    {
        var (owner, mentions) = Owner(statement, scan);
        var edits = text.Edits(Within(mentions, condition.Span)).Concat(MetadataIn(condition, scan));
        return TextEdits.Part(owner, condition.Span, $"SELECT {FileListing.Place} FROM {list} AS {Alias} WHERE (", "\n)", edits);
    }

    /// <summary>The same of a semi or anti join with another relation.</summary>
    internal SourceText Joined(BoundStatement statement, BoundFileScan scan, BoundJoin join, string list)
    {
        var (owner, mentions) = Owner(statement, scan);
        var start = mentions.OfType<FilesMention>().Single(mention => ReferenceEquals(mention.Files, scan.Scan)).Span.End;
        var part = new SourceSpan(start, join.Span.End - start);
        return TextEdits.Part(owner, part, $"SELECT {FileListing.Place} FROM {list} ", "", text.Edits(Within(mentions, part)));
    }

    // The files themselves have no name yet.
    private static IReadOnlyList<Mention> Within(IReadOnlyList<Mention> mentions, SourceSpan part) =>
        [.. mentions.Where(mention => mention.Span.Start >= part.Start && mention.Span.End <= part.End)];

    // The text that names the files: the statement's, or that of a view in it.
    private static (SourceText Text, IReadOnlyList<Mention> Mentions) Owner(BoundStatement statement, BoundFileScan scan) =>
        Find(statement.Text, statement.Mentions, scan.Scan) ?? throw new ArgumentException($"No text of the statement names the files of '{scan.Scan.Path}'.", nameof(statement));

    private static (SourceText, IReadOnlyList<Mention>)? Find(SourceText text, IReadOnlyList<Mention> mentions, FileScan scan) =>
        mentions.Any(mention => mention is FilesMention files && ReferenceEquals(files.Files, scan))
            ? (text, mentions)
            : mentions.OfType<ViewMention>().Select(view => Find(new SourceText(view.View.Text), view.Mentions, scan)).FirstOrDefault(found => found is not null);

    // raw._metadata.file_path, whatever it was called by: each name in the text stands for a field, or for all of them.
    private static IEnumerable<TextEdit> MetadataIn(BoundExpression expression, BoundFileScan scan) => expression switch
    {
        BoundField or BoundColumnReference when NameOf(expression, scan) is { } name => [new TextEdit(expression.Span, name)],
        _ => expression.Children().Concat(expression.Subquery() is { } query ? query.SelfAndDescendants().SelectMany(relation => relation.Expressions()) : [])
            .SelectMany(part => MetadataIn(part, scan)),
    };

    private static string? NameOf(BoundExpression expression, BoundFileScan scan) => expression switch
    {
        BoundColumnReference reference => reference.Column.Id == scan.Metadata!.Id ? $"{Alias}.{SparkSyntax.Name(scan.Metadata.Name)}" : null,
        BoundField field when NameOf(field.Struct, scan) is { } name => $"{name}.{SparkSyntax.Name(field.Name)}",
        _ => null,
    };
}
