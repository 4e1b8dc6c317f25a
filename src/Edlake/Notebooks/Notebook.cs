using Edlake.Diagnostics;

namespace Edlake.Notebooks;

/// <summary>A Databricks notebook: its cells, in order.</summary>
/// <param name="Path">Absolute path of its file.</param>
/// <param name="Cells">Blank ones left out; numbers count them all the same.</param>
public sealed record Notebook(string Path, IReadOnlyList<NotebookCell> Cells)
{
    /// <summary>
    /// Every SQL statement in the order they run, with the notebooks that <c>%run</c> names put in their place.
    /// </summary>
    /// <param name="read">Reads the notebook at an absolute path.</param>
    /// <exception cref="EdlakeException">A cell of a language that is not run, a cycle of includes, a notebook that is not there.</exception>
    /// <exception cref="Sql.Diagnostics.SqlException">An unclosed string or comment.</exception>
    public IReadOnlyList<NotebookStatement> Statements(Func<string, Notebook> read) => new NotebookExpansion(read).Expand(this);
}
