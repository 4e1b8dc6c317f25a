using Edlake.Sql.Diagnostics;

namespace Edlake.Notebooks;

/// <summary>A cell of SQL statements.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Title">The cell's title, or null.</param>
/// <param name="Source">Its text without magic prefixes; positions are those of the notebook's file.</param>
public sealed record SqlCell(int Number, string? Title, SourceText Source) : NotebookCell(Number, Title, Source.PositionOf(0));
