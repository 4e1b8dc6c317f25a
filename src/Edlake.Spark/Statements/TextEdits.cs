using System.Text;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Statements;

/// <summary>Makes a text from another one by edits, so that a place in the made text leads back to the place in the original.</summary>
internal static class TextEdits
{
    /// <summary>The text with all edits made. One that begins within another is left out: the outer one speaks for it.</summary>
    internal static SourceText Apply(SourceText source, IEnumerable<TextEdit> edits)
    {
        var made = new StringBuilder(source.Text.Length + 64);
        var replacements = new List<SourceReplacement>();
        var at = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Span.Start).ThenBy(edit => edit.Span.Length > 0).ThenByDescending(edit => edit.Span.Length))
        {
            if (edit.Span.Start < at)
                continue;
            made.Append(source.Text, at, edit.Span.Start - at);
            replacements.Add(new SourceReplacement(new SourceSpan(made.Length, edit.Replacement.Length), edit.Span));
            made.Append(edit.Replacement);
            at = edit.Span.End;
        }

        made.Append(source.Text, at, source.Text.Length - at);
        return new SourceText(made.ToString(), source.File) { Origin = new SourceOrigin(source, replacements) };
    }

    /// <summary>One stretch alone, with edits made in it and text put around it.</summary>
    internal static SourceText Part(SourceText source, SourceSpan part, string before, string after, IEnumerable<TextEdit> edits) => Apply(source,
    [
        new TextEdit(new SourceSpan(0, part.Start), before),
        new TextEdit(new SourceSpan(part.End, source.Text.Length - part.End), after),
        .. edits.Where(edit => edit.Span.Start >= part.Start && edit.Span.End <= part.End),
    ]);
}
