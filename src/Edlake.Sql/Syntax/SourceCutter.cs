using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <summary>Cuts pieces out of a text from front to back, counting lines once, so that a script of many statements stays linear.</summary>
internal sealed class SourceCutter(SourceText script)
{
    private int _offset;
    private int _line = script.FirstLine;
    private int _lineStart = 1 - script.FirstColumn;

    /// <summary>The piece from one offset up to another; not before the piece cut last.</summary>
    internal SourceText Cut(int start, int end)
    {
        if (script.Origin is not null)
            return script.Slice(start, end - start);
        for (; _offset < start; _offset++)
        {
            if (script.Text[_offset] != '\n')
                continue;
            _line++;
            _lineStart = _offset + 1;
        }

        return new SourceText(script.Text[start..end], script.File, _line, start - _lineStart + 1);
    }
}
