using System.Text;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Reading;

/// <summary>Paths as DuckDB's readers take them: as patterns, in which a character of a pattern must be told from one of a name.</summary>
internal static class PathText
{
    /// <summary>A list literal of files.</summary>
    internal static string List(IEnumerable<string> paths) => $"[{string.Join(", ", paths.Select(path => PhysicalType.Literal(Escape(path))))}]";

    private static string Escape(string path)
    {
        if (path.AsSpan().IndexOfAny("*?[") < 0)
            return path;
        var escaped = new StringBuilder(path.Length + 8);
        foreach (var c in path)
        {
            if (c is '*' or '?' or '[')
                escaped.Append('[').Append(c).Append(']');
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }
}
