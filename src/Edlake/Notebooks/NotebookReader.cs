using Edlake.Diagnostics;
using Edlake.Files;
using Edlake.Sql.Diagnostics;

namespace Edlake.Notebooks;

/// <summary>Reads notebooks and plain SQL files.</summary>
public static class NotebookReader
{
    /// <summary>Reads a notebook: source format (<c>.sql</c>, and <c>.py</c>, <c>.r</c>, <c>.scala</c> for their SQL cells) or Jupyter's.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="displayRoot">The folder that errors show paths from, usually the bundle's; null shows absolute paths.</param>
    /// <exception cref="EdlakeException">NOT_A_NOTEBOOK, IS_A_DIRECTORY, PATH_NOT_FOUND, INVALID_ENCODING, NOTEBOOK_SYNTAX_ERROR.</exception>
    public static Notebook Read(string path, string? displayRoot = null)
    {
        var file = TextFile.Read(path, displayRoot);
        RefuseByteOrderMark(file);
        if (!NotebookFile.IsNotebook(path))
        {
            throw new EdlakeException(
                "NOT_A_NOTEBOOK", $"'{file.DisplayPath}' is not a notebook.", NotebookFile.HintFor(path), new SourcePosition(file.DisplayPath, 1, 1));
        }

        var cells = NotebookFile.IsJupyter(path)
            ? new JupyterCells(file).Read()
            : new SourceCells(file, NotebookDialect.Of(path)!).Read();
        return new Notebook(path, cells);
    }

    /// <summary>Reads a plain SQL file.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="displayRoot">The folder that errors show paths from; null shows absolute paths.</param>
    /// <exception cref="EdlakeException">IS_A_DIRECTORY, PATH_NOT_FOUND, INVALID_ENCODING, BYTE_ORDER_MARK.</exception>
    public static SqlFile ReadSqlFile(string path, string? displayRoot = null)
    {
        var file = TextFile.Read(path, displayRoot);
        RefuseByteOrderMark(file);
        return new SqlFile(path, new SourceText(file.Text, file.DisplayPath));
    }

    private static void RefuseByteOrderMark(TextFile file)
    {
        if (file.Text.StartsWith(TextFile.ByteOrderMark))
        {
            throw new EdlakeException(
                "BYTE_ORDER_MARK", $"'{file.DisplayPath}' begins with a byte order mark, which Databricks does not accept.",
                "Save it as UTF-8 without a byte order mark.", new SourcePosition(file.DisplayPath, 1, 1));
        }
    }
}
