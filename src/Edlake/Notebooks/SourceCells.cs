using Edlake.Files;
using Edlake.Sql.Diagnostics;

namespace Edlake.Notebooks;

/// <summary>Cuts a notebook in source format into its cells.</summary>
internal sealed class SourceCells(TextFile file, NotebookDialect dialect)
{
    private readonly SourceText _source = new(file.Text, file.DisplayPath);
    private readonly CellBuilder _builder = new(dialect.Language);

    internal IReadOnlyList<NotebookCell> Read()
    {
        var cells = new List<NotebookCell>();
        var lines = Lines();
        var (number, first) = (1, 1);
        for (var i = 1; i <= lines.Count; i++)
        {
            if (i < lines.Count && TextOf(lines[i]).TrimEnd() != dialect.Separator)
                continue;
            if (Cell(number, lines, first, i) is { } cell)
                cells.Add(cell);
            (number, first) = (number + 1, i + 1);
        }

        return cells;
    }

    private NotebookCell? Cell(int number, List<SourceSpan> lines, int first, int end)
    {
        while (first < end && IsBlank(lines[first]))
            first++;
        while (first < end && IsBlank(lines[end - 1]))
            end--;
        string? title = null;
        if (first < end && TextOf(lines[first]).StartsWith(dialect.Title, StringComparison.Ordinal))
        {
            title = TextOf(lines[first])[dialect.Title.Length..].Split(',', 2) is [_, var text] ? text.Trim() : null;
            first++;
            while (first < end && IsBlank(lines[first]))
                first++;
        }

        return first < end ? _builder.Build(number, title, IsMagic(lines[first]) ? Unprefixed(lines, first, end) : Plain(lines, first, end)) : null;
    }

    private SourceText Plain(List<SourceSpan> lines, int first, int end) =>
        new(file.Text[lines[first].Start..lines[end - 1].End], file.DisplayPath, first + 1);

    // Each prefix is a stretch of the file that stands for nothing in the cell's text.
    private SourceText Unprefixed(List<SourceSpan> lines, int first, int end)
    {
        var pieces = new MadeText(_source);
        for (var i = first; i < end; i++)
        {
            var start = lines[i].Start;
            if (IsMagic(lines[i]))
                start += Math.Min(dialect.Magic.Length + 1, lines[i].Length);
            pieces.Keep(new SourceSpan(start, lines[i].End - start));
            if (i < end - 1)
                pieces.Keep(new SourceSpan(lines[i].End, lines[i + 1].Start - lines[i].End));
        }

        return pieces.ToSource();
    }

    private bool IsMagic(SourceSpan line) =>
        TextOf(line) is var text && text.StartsWith(dialect.Magic, StringComparison.Ordinal)
        && (text.Length == dialect.Magic.Length || text[dialect.Magic.Length] == ' ');

    private bool IsBlank(SourceSpan line) => string.IsNullOrWhiteSpace(TextOf(line));

    private string TextOf(SourceSpan line) => file.Text.Substring(line.Start, line.Length);

    // Without their ends, which are LF or CRLF.
    private List<SourceSpan> Lines()
    {
        var lines = new List<SourceSpan>();
        for (var start = 0; start <= file.Text.Length;)
        {
            var feed = file.Text.IndexOf('\n', start);
            var end = feed < 0 ? file.Text.Length : feed;
            var length = end > start && file.Text[end - 1] == '\r' ? end - 1 - start : end - start;
            lines.Add(new SourceSpan(start, length));
            start = end + 1;
        }

        return lines;
    }
}
