using Edlake.Diagnostics;
using Edlake.Files;
using Edlake.Notebooks;
using Edlake.Yaml;

namespace Edlake.Bundles;

/// <summary>
/// Turns the paths of a bundle into files. A relative path starts at the folder of the YAML file it is written in; a path under the
/// bundle's own place in the workspace (<c>${workspace.file_path}/…</c>) is a file of the bundle, since that is what a deployment puts there.
/// </summary>
internal sealed class BundlePaths(string root, ConfigMap tree)
{
    private readonly string _syncRoot = SyncRoot(root, tree);

    /// <summary>The notebook of a <c>notebook_path</c>.</summary>
    /// <exception cref="EdlakeException">PATH_OUTSIDE_BUNDLE, NOTEBOOK_NOT_FOUND, NOT_A_NOTEBOOK.</exception>
    internal string Notebook(ConfigScalar written)
    {
        var path = Resolve(written, out var isDeployed);
        if (isDeployed && !File.Exists(path))
            path = NotebookFile.Candidates(path) is [var deployed, ..] ? deployed : path;
        if (Directory.Exists(path))
        {
            throw new EdlakeException(
                "NOT_A_NOTEBOOK", $"'{written.Text}' is a directory, not a notebook.", "Name a notebook file in it.", written.Position);
        }

        if (!File.Exists(path))
            throw NotebookNotFound(written, path);
        return NotebookFile.IsNotebook(path) ? path : throw new EdlakeException(
            "NOT_A_NOTEBOOK", $"'{written.Text}' is a plain file, not a notebook.", NotebookFile.HintFor(path), written.Position);
    }

    /// <summary>The file of a <c>sql_task.file.path</c>.</summary>
    /// <exception cref="EdlakeException">PATH_OUTSIDE_BUNDLE, PATH_NOT_FOUND, NOT_A_SQL_FILE.</exception>
    internal string SqlFile(ConfigScalar written)
    {
        var path = Resolve(written, out _);
        if (Directory.Exists(path))
            throw new EdlakeException("NOT_A_SQL_FILE", $"'{written.Text}' is a directory, not a SQL file.", "Name a file in it.", written.Position);
        if (!File.Exists(path))
            throw new EdlakeException("PATH_NOT_FOUND", $"There is no file '{Shown(path)}'.", "Check the path.", written.Position);
        return !NotebookFile.IsNotebook(path) ? path : throw new EdlakeException(
            "NOT_A_SQL_FILE", $"'{written.Text}' is a notebook, not a plain SQL file.",
            "Use a notebook_task, or remove the line '-- Databricks notebook source'.", written.Position);
    }

    private string Resolve(ConfigScalar written, out bool isDeployed)
    {
        var text = written.Text;
        var deployed = tree.Map("workspace")?["file_path"] is ConfigScalar filePath ? filePath.Text.TrimEnd('/') + "/" : null;
        isDeployed = deployed is not null && text.StartsWith(deployed, StringComparison.Ordinal);
        if (isDeployed)
            return Path.GetFullPath(Path.Combine(root, text[deployed!.Length..]));
        if (Path.IsPathRooted(text))
            return Path.GetFullPath(text);
        var folder = Path.GetDirectoryName(Path.Combine(root, written.Position.File!))!;
        var path = Path.GetFullPath(Path.Combine(folder, text));
        return path.StartsWith(_syncRoot + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : throw new EdlakeException(
            "PATH_OUTSIDE_BUNDLE", $"'{text}' leads out of the bundle's folder.",
            "Move the file into the bundle, or name its folder under sync.paths.", written.Position);
    }

    private EdlakeException NotebookNotFound(ConfigScalar written, string path)
    {
        var near = NotebookFile.Candidates(path) is [var candidate, ..] ? Path.GetExtension(candidate) : null;
        var hint = near is not null ? $"A bundle names notebooks with their extension: write '{written.Text}{near}'."
            : Path.IsPathRooted(written.Text) ? "Absolute paths lead into the Databricks workspace; name a file of the bundle."
            : "Check the path; it starts at the folder of the file it is written in.";
        return new EdlakeException("NOTEBOOK_NOT_FOUND", $"There is no notebook '{Shown(path)}'.", hint, written.Position);
    }

    private string Shown(string path) => TextFile.Display(path, root);

    // The folder that holds the bundle and everything that sync.paths adds to it.
    private static string SyncRoot(string root, ConfigMap tree)
    {
        var common = root;
        foreach (var path in tree.Map("sync")?.Items("paths").OfType<ConfigScalar>() ?? [])
        {
            var folder = Path.GetFullPath(Path.Combine(root, Path.GetDirectoryName(path.Position.File!)!, path.Text));
            while (!(folder + Path.DirectorySeparatorChar).StartsWith(common.TrimEnd('/') + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                common = Path.GetDirectoryName(common)!;
        }

        return common.TrimEnd(Path.DirectorySeparatorChar);
    }
}
