using Edlake.Sql.Diagnostics;

namespace Edlake.Notebooks;

/// <summary>A cell of documentation.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Title">The cell's title, or null.</param>
/// <param name="Markdown">The text.</param>
/// <param name="Position">Where it begins.</param>
public sealed record MarkdownCell(int Number, string? Title, string Markdown, SourcePosition Position)
    : NotebookCell(Number, Title, Position);
