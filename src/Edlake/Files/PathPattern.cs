using System.Text;
using System.Text.RegularExpressions;

namespace Edlake.Files;

/// <summary>A glob as Databricks and Hadoop read it: <c>?</c>, <c>*</c>, <c>**</c>, <c>[ab]</c>, <c>[a-z]</c>, <c>[^a]</c>, <c>{a,b}</c>; a backslash takes the next character as it is.</summary>
public sealed class PathPattern
{
    private const string Special = "*?[{";

    private readonly Regex _regex;

    /// <summary>Reads a pattern over a path with slashes; <c>*</c> and <c>?</c> do not cross a slash.</summary>
    public PathPattern(string pattern) => _regex = new Regex($"^{Translate(pattern)}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>Whether a path has a character that makes it a pattern.</summary>
    public static bool IsPattern(string path) => path.AsSpan().IndexOfAny(Special) >= 0;

    /// <summary>The folder above the first part that is a pattern.</summary>
    public static string FixedFolder(string pattern)
    {
        var first = pattern.AsSpan().IndexOfAny(Special);
        return first < 0 ? pattern : pattern[..(pattern.LastIndexOf('/', first) + 1)];
    }

    /// <summary>Whether the whole path matches.</summary>
    public bool Matches(string path) => _regex.IsMatch(path);

    private static string Translate(string pattern)
    {
        var regex = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            switch (c)
            {
                case '\\' when i + 1 < pattern.Length:
                    regex.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    i++;
                    regex.Append(".*");
                    break;
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                case '[' when pattern.IndexOf(']', i + 2) is > 0 and var end:
                    regex.Append('[').Append(pattern[(i + 1)..end].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)).Append(']');
                    i = end;
                    break;
                case '{':
                    depth++;
                    regex.Append("(?:");
                    break;
                case '}' when depth > 0:
                    depth--;
                    regex.Append(')');
                    break;
                case ',' when depth > 0:
                    regex.Append('|');
                    break;
                default:
                    regex.Append(Regex.Escape(c.ToString()));
                    break;
            }
        }

        return regex.ToString();
    }
}
