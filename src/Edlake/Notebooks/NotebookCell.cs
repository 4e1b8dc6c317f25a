using Edlake.Sql.Diagnostics;

namespace Edlake.Notebooks;

/// <summary>A cell of a notebook. A closed hierarchy: SQL, documentation, include, or a language that is not run.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Title">The cell's title, or null.</param>
/// <param name="Position">Where its content begins in the file.</param>
public abstract record NotebookCell(int Number, string? Title, SourcePosition Position);
