using System.Text;
using System.Text.Json;

namespace Edlake.Notebooks;

/// <summary>Tells notebooks from plain files, as Databricks does: by the exact first line, or for Jupyter's format by its JSON.</summary>
public static class NotebookFile
{
    internal const string Header = "Databricks notebook source";

    private static readonly string[] Extensions = [".sql", ".ipynb", ".py", ".r", ".scala"];

    /// <summary>Whether Databricks takes the file for a notebook.</summary>
    public static bool IsNotebook(string path)
    {
        if (IsJupyter(path))
            return IsJupyterNotebook(path);
        return NotebookDialect.Of(path) is { } dialect && FirstLine(path) == dialect.Header;
    }

    /// <summary>The files that a notebook path without extension may mean.</summary>
    internal static IReadOnlyList<string> Candidates(string pathWithoutExtension) =>
        [.. Extensions.Select(extension => pathWithoutExtension + extension).Where(File.Exists)];

    internal static bool IsJupyter(string path) => Path.GetExtension(path).Equals(".ipynb", StringComparison.OrdinalIgnoreCase);

    /// <summary>What to do about a file that was meant to be a notebook.</summary>
    internal static string HintFor(string path)
    {
        if (NotebookDialect.Of(path) is not { } dialect)
            return "Name a .sql or .ipynb notebook.";
        var first = FirstLine(path);
        if (first.StartsWith('\uFEFF'))
            return "The file begins with a byte order mark, which Databricks does not accept: save it as UTF-8 without one.";
        return first.Trim().Equals(dialect.Header, StringComparison.OrdinalIgnoreCase)
            ? $"Its first line must be exactly '{dialect.Header}', without blanks around it."
            : $"A notebook's first line is '{dialect.Header}'; a plain SQL file is run with a sql_task.";
    }

    private static string FirstLine(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[80];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(start[..length]).Split('\n')[0].TrimEnd('\r');
    }

    private static bool IsJupyterNotebook(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("cells", out _)
                && root.TryGetProperty("metadata", out _)
                && root.TryGetProperty("nbformat", out var format) && format.TryGetInt32(out var version) && version >= 4;
        }
        catch (JsonException)
        {
            // What is not JSON is not a notebook, which is the answer.
            return false;
        }
    }
}
