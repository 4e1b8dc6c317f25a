using Edlake.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Notebooks;

/// <summary>Puts the notebooks that <c>%run</c> names in the place of their cells, and cuts the whole into statements.</summary>
internal sealed class NotebookExpansion(Func<string, Notebook> read)
{
    private static readonly IReadOnlyDictionary<string, string> NoArguments = new Dictionary<string, string>();

    private readonly List<NotebookStatement> _statements = [];
    private readonly List<string> _path = [];

    internal IReadOnlyList<NotebookStatement> Expand(Notebook notebook)
    {
        Add(notebook, NoArguments);
        return _statements;
    }

    private void Add(Notebook notebook, IReadOnlyDictionary<string, string> arguments)
    {
        _path.Add(notebook.Path);
        foreach (var cell in notebook.Cells)
        {
            switch (cell)
            {
                case SqlCell sql:
                    _statements.AddRange(StatementSplitter.Split(sql.Source)
                        .Select(text => new NotebookStatement(text, notebook.Path, sql.Number, sql.Title, arguments)));
                    break;
                case IncludeCell include:
                    Add(Included(notebook, include), Merged(arguments, include.Arguments));
                    break;
                case UnsupportedCell unsupported:
                    throw Unsupported(unsupported);
            }
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private Notebook Included(Notebook notebook, IncludeCell include)
    {
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(notebook.Path)!, include.Target));
        var found = File.Exists(path) ? [path] : NotebookFile.Candidates(path);
        if (found.Count != 1)
        {
            throw new EdlakeException(
                found.Count == 0 ? "NOTEBOOK_NOT_FOUND" : "NOTEBOOK_AMBIGUOUS",
                found.Count == 0
                    ? $"There is no notebook '{include.Target}' for the %run of cell {include.Number}."
                    : $"'{include.Target}' may be any of {string.Join(", ", found.Select(Path.GetFileName))}.",
                found.Count == 0 ? "The path starts at the folder of the notebook it is written in." : "Keep one of them, or write the extension.",
                include.Position);
        }

        RefuseCycle(found[0], include);
        return read(found[0]);
    }

    private void RefuseCycle(string path, IncludeCell include)
    {
        var start = _path.IndexOf(path);
        if (start < 0)
            return;
        var cycle = _path.Skip(start).Append(path).Select(Path.GetFileName);
        throw new EdlakeException(
            "NOTEBOOK_CYCLE", $"These notebooks run each other in a circle: {string.Join(" → ", cycle)}.", "Remove one of the %run cells.",
            include.Position);
    }

    private static IReadOnlyDictionary<string, string> Merged(
        IReadOnlyDictionary<string, string> outer, IReadOnlyDictionary<string, string> inner)
    {
        if (inner.Count == 0)
            return outer;
        var merged = new Dictionary<string, string>(outer, StringComparer.Ordinal);
        foreach (var (name, value) in inner)
            merged[name] = value;
        return merged;
    }

    private static EdlakeException Unsupported(UnsupportedCell cell) => new(
        "UNSUPPORTED_NOTEBOOK_LANGUAGE",
        $"Cell {cell.Number} is %{cell.Language}; only SQL cells are run here.",
        "Write the cell in SQL, or move it to a notebook that no task of this run uses.",
        cell.Position);
}
