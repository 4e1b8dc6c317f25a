using System.Text;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <summary>Makes a text from another by replacing stretches of it, and keeps where everything stood.</summary>
internal static class SourceRewriter
{
    /// <summary>The text with every stretch replaced that <paramref name="replacementAt"/> gives a value and a length for; asked at each place in turn.</summary>
    internal static SourceText Rewrite(SourceText source, Func<int, (string? Value, int Length)> replacementAt)
    {
        var text = source.Text;
        var made = new StringBuilder();
        var replacements = new List<SourceReplacement>();
        var at = 0;
        while (at < text.Length)
        {
            var (value, length) = replacementAt(at);
            if (value is null)
            {
                made.Append(text[at++]);
                continue;
            }

            replacements.Add(new SourceReplacement(new SourceSpan(made.Length, value.Length), new SourceSpan(at, length)));
            made.Append(value);
            at += length;
        }

        return source with { Text = made.ToString(), Origin = new SourceOrigin(source, replacements) };
    }
}
