using Edlake.Sql.Diagnostics;

namespace Edlake.Notebooks;

/// <summary>A <c>%run</c> cell: another notebook runs here, in the same session.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Title">The cell's title, or null.</param>
/// <param name="Target">The notebook's path as written: relative to this notebook's folder, usually without extension.</param>
/// <param name="Arguments">Values for the widgets of the other notebook.</param>
/// <param name="Position">Where the cell begins.</param>
public sealed record IncludeCell(
    int Number, string? Title, string Target, IReadOnlyDictionary<string, string> Arguments, SourcePosition Position)
    : NotebookCell(Number, Title, Position);
