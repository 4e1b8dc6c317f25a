namespace Edlake.Sql.Diagnostics;

/// <summary>
/// A text that spans point into. A statement cut out of a notebook keeps the notebook's name and the line and column it begins at,
/// so that errors point into the notebook.
/// </summary>
public sealed record SourceText(string Text, string? File = null, int FirstLine = 1, int FirstColumn = 1)
{
    /// <summary>Set when parts of the text were replaced: positions are those of the text as it was written.</summary>
    public SourceOrigin? Origin { get; init; }

    /// <summary>Where a character stands.</summary>
    public SourcePosition PositionOf(int offset)
    {
        if (Origin is not null)
            return Origin.Original.PositionOf(Origin.OriginalOffset(offset));
        offset = Math.Clamp(offset, 0, Text.Length);
        var line = 0;
        var lineStart = 0;
        for (var i = 0; i < offset; i++)
        {
            if (Text[i] != '\n')
                continue;
            line++;
            lineStart = i + 1;
        }

        var lineEnd = Text.IndexOf('\n', lineStart);
        var lineText = (lineEnd < 0 ? Text[lineStart..] : Text[lineStart..lineEnd]).TrimEnd('\r');
        var indent = line == 0 ? FirstColumn - 1 : 0;
        return new SourcePosition(File, FirstLine + line, offset - lineStart + 1 + indent)
        {
            LineText = new string(' ', indent) + lineText,
        };
    }

    /// <summary>The text of a span.</summary>
    public string TextOf(SourceSpan span) => Text.Substring(span.Start, span.Length);

    /// <summary>A part of this text as a text of its own, with positions kept.</summary>
    public SourceText Slice(int start, int length)
    {
        var position = PositionOf(start);
        return new SourceText(Text.Substring(start, length), File, position.Line, position.Column)
        {
            Origin = Origin is null ? null : Origin with { Offset = Origin.Offset + start },
        };
    }
}
