using Edlake.Sql.Diagnostics;

namespace Edlake.Notebooks;

/// <summary>A statement of a notebook or SQL file, ready to be given its parameters and parsed.</summary>
/// <param name="Source">Its text; positions are those of the file.</param>
/// <param name="NotebookPath">Absolute path of the file it stands in: the included one's for a statement that <c>%run</c> brought in.</param>
/// <param name="Cell">Number of its cell; 1 in a plain SQL file.</param>
/// <param name="Title">The cell's title, or null.</param>
/// <param name="Arguments">Widget values that the <c>%run</c> cells on the way gave; they beat a widget's default.</param>
public sealed record NotebookStatement(
    SourceText Source, string NotebookPath, int Cell, string? Title, IReadOnlyDictionary<string, string> Arguments);
