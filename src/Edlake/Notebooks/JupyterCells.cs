using System.Globalization;
using System.Text;
using System.Text.Json;
using Edlake.Files;
using Edlake.Sql.Diagnostics;

namespace Edlake.Notebooks;

/// <summary>Reads the cells of a notebook in Jupyter's format. Positions are those of the JSON file.</summary>
internal sealed class JupyterCells(TextFile file)
{
    private const string NotebookMetadata = "application/vnd.databricks.v1+notebook";
    private const string CellMetadata = "application/vnd.databricks.v1+cell";

    private readonly SourceText _source = new(file.Text, file.DisplayPath);

    internal IReadOnlyList<NotebookCell> Read()
    {
        using var json = JsonDocument.Parse(file.Text);
        var builder = new CellBuilder(LanguageOf(json.RootElement));
        var cells = new List<NotebookCell>();
        var number = 0;
        foreach (var (cell, strings) in json.RootElement.GetProperty("cells").EnumerateArray().Zip(SourceStrings()))
        {
            number++;
            var text = Decoded(strings);
            if (string.IsNullOrWhiteSpace(text.Text))
                continue;
            var read = cell.TryGetProperty("cell_type", out var type) && type.GetString() == "code"
                ? builder.Build(number, TitleOf(cell), text)
                : new MarkdownCell(number, TitleOf(cell), text.Text, text.PositionOf(0));
            if (read is not null)
                cells.Add(read);
        }

        return cells;
    }

    private static string LanguageOf(JsonElement notebook) =>
        notebook.GetProperty("metadata") is { ValueKind: JsonValueKind.Object } metadata
        && metadata.TryGetProperty(NotebookMetadata, out var own) && own.TryGetProperty("language", out var language)
            ? language.GetString() ?? "python"
            : "python";

    private static string? TitleOf(JsonElement cell) =>
        cell.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty(CellMetadata, out var own)
        && own.TryGetProperty("title", out var title) && title.GetString() is { Length: > 0 } text
            ? text
            : null;

    // For each cell the strings of its source, quotes included, as stretches of the file.
    private List<List<SourceSpan>> SourceStrings()
    {
        var bytes = Encoding.UTF8.GetBytes(file.Text);
        var reader = new Utf8JsonReader(bytes);
        var cells = new List<List<SourceSpan>>();
        var (lastByte, lastChar) = (0, 0);
        var (inCells, inSource) = (false, false);
        while (reader.Read())
        {
            var (type, depth) = (reader.TokenType, reader.CurrentDepth);
            if (type == JsonTokenType.PropertyName && depth == 1)
                inCells = reader.ValueTextEquals("cells");
            else if (inCells && type == JsonTokenType.StartObject && depth == 2)
                cells.Add([]);
            else if (inCells && type == JsonTokenType.PropertyName && depth == 3)
                inSource = reader.ValueTextEquals("source");
            else if (inCells && inSource && type == JsonTokenType.String && depth is 3 or 4)
                cells[^1].Add(Span(ref reader));
        }

        return cells;

        SourceSpan Span(ref Utf8JsonReader token)
        {
            var start = (int)token.TokenStartIndex;
            lastChar += Encoding.UTF8.GetCharCount(bytes, lastByte, start - lastByte);
            lastByte = start;
            return new SourceSpan(lastChar, Encoding.UTF8.GetCharCount(bytes, start, (int)token.BytesConsumed - start));
        }
    }

    private SourceText Decoded(List<SourceSpan> strings)
    {
        var made = new MadeText(_source);
        foreach (var span in strings)
            Decode(new SourceSpan(span.Start + 1, span.Length - 2), made);
        return made.ToSource();
    }

    private void Decode(SourceSpan text, MadeText made)
    {
        for (var at = text.Start; at < text.End;)
        {
            var escape = file.Text.IndexOf('\\', at, text.End - at);
            var end = escape < 0 ? text.End : escape;
            if (end > at)
                made.Keep(new SourceSpan(at, end - at));
            if (escape < 0)
                return;
            var length = file.Text[escape + 1] == 'u' ? 6 : 2;
            made.Replace(new SourceSpan(escape, length), Unescaped(file.Text.AsSpan(escape, length)).ToString());
            at = escape + length;
        }
    }

    private static char Unescaped(ReadOnlySpan<char> escape) => escape[1] switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' => '\b',
        'f' => '\f',
        'u' => (char)ushort.Parse(escape[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        var other => other,
    };
}
