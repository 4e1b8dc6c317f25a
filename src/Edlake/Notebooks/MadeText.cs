using System.Text;
using Edlake.Sql.Diagnostics;

namespace Edlake.Notebooks;

/// <summary>Builds a text out of stretches of a file; positions in it are those of the file.</summary>
internal sealed class MadeText(SourceText original)
{
    private readonly StringBuilder _text = new();
    private readonly List<SourceReplacement> _replacements = [];
    private int _end;

    /// <summary>Adds a stretch as it is; what lies between it and the one before stands for nothing.</summary>
    internal void Keep(SourceSpan span)
    {
        SkipTo(span.Start);
        _text.Append(original.Text, span.Start, span.Length);
        _end = span.End;
    }

    /// <summary>Adds a text that stands for a stretch, such as a character for its escape.</summary>
    internal void Replace(SourceSpan span, string by)
    {
        SkipTo(span.Start);
        _replacements.Add(new SourceReplacement(new SourceSpan(_text.Length, by.Length), span));
        _text.Append(by);
        _end = span.End;
    }

    internal SourceText ToSource() =>
        new(_text.ToString(), original.File) { Origin = new SourceOrigin(original, _replacements) };

    private void SkipTo(int start)
    {
        if (start > _end)
            _replacements.Add(new SourceReplacement(new SourceSpan(_text.Length, 0), new SourceSpan(_end, start - _end)));
    }
}
