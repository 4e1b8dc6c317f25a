using System.Text;
using System.Text.RegularExpressions;
using Edlake.Diagnostics;
using Edlake.Sql.Diagnostics;

namespace Edlake.Bundles;

/// <summary>An entry of a bundle's <c>include</c>: a path with <c>*</c>, <c>?</c> and <c>[…]</c>, none of which reaches over a folder's end.</summary>
internal static class IncludePattern
{
    private static readonly char[] Wildcards = ['*', '?', '['];

    /// <summary>The files it matches, sorted.</summary>
    /// <exception cref="EdlakeException">INCLUDE_INVALID, INCLUDE_NOT_FOUND.</exception>
    internal static IReadOnlyList<string> Expand(string root, string pattern, SourcePosition position)
    {
        if (Path.IsPathRooted(pattern))
            throw new EdlakeException("INCLUDE_INVALID", $"The include '{pattern}' is an absolute path.", "Write it relative to the bundle.", position);
        IEnumerable<string> found = [root];
        var segments = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < segments.Length; i++)
        {
            var (segment, isLast) = (segments[i], i == segments.Length - 1);
            found = found.SelectMany(folder => Children(folder, segment, isLast));
        }

        var files = found.Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0 && pattern.IndexOfAny(Wildcards) < 0)
            throw new EdlakeException("INCLUDE_NOT_FOUND", $"The include '{pattern}' names no file.", "Check the path.", position);
        return files.Find(file => !IsConfiguration(file)) is not { } other ? files : throw new EdlakeException(
            "INCLUDE_INVALID", $"The include '{pattern}' matches '{Path.GetFileName(other)}', which is neither YAML nor JSON.",
            "Include only .yml, .yaml and .json files.", position);
    }

    private static IEnumerable<string> Children(string folder, string segment, bool isLast)
    {
        if (segment.IndexOfAny(Wildcards) < 0)
        {
            var path = Path.GetFullPath(Path.Combine(folder, segment));
            return (isLast ? File.Exists(path) : Directory.Exists(path)) ? [path] : [];
        }

        var name = new Regex(RegexOf(segment), RegexOptions.CultureInvariant);
        var children = isLast ? Directory.EnumerateFiles(folder) : Directory.EnumerateDirectories(folder);
        return children.Where(child => name.IsMatch(Path.GetFileName(child)));
    }

    private static string RegexOf(string segment)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < segment.Length; i++)
        {
            var end = segment[i] == '[' ? segment.IndexOf(']', i + 1) : -1;
            if (end > 0)
            {
                regex.Append('[').Append(segment[(i + 1)..end].Replace("\\", "\\\\", StringComparison.Ordinal)).Append(']');
                i = end;
            }
            else
            {
                regex.Append(segment[i] switch { '*' => ".*", '?' => ".", var c => Regex.Escape(c.ToString()) });
            }
        }

        return regex.Append('$').ToString();
    }

    private static bool IsConfiguration(string file) =>
        Path.GetExtension(file).ToUpperInvariant() is ".YML" or ".YAML" or ".JSON";
}
