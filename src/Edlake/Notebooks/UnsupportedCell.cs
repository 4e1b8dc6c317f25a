using Edlake.Sql.Diagnostics;

namespace Edlake.Notebooks;

/// <summary>A cell in a language that is not run, such as <c>%python</c>; the run refuses it, naming cell and line.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Title">The cell's title, or null.</param>
/// <param name="Language">The language or magic command, e.g. <c>python</c>.</param>
/// <param name="Position">Where the cell begins.</param>
public sealed record UnsupportedCell(int Number, string? Title, string Language, SourcePosition Position)
    : NotebookCell(Number, Title, Position);
