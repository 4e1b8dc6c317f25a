using System.Text;

namespace Edlake.Sql.Functions.Native;

/// <summary>JSON with the liberties that Spark's options allow, as strict JSON.</summary>
internal static class LenientJson
{
    /// <summary>The strict form; null when the text ends within something.</summary>
    internal static string? Strict(string text, IReadOnlyDictionary<string, string> options)
    {
        bool Allows(string option, bool standard) => options.TryGetValue(option, out var value) ? value.Equals("true", StringComparison.OrdinalIgnoreCase) : standard;
        var (quotes, names, comments, zeros) = (
            Allows("allowsinglequotes", true), Allows("allowunquotedfieldnames", false), Allows("allowcomments", false), Allows("allownumericleadingzeros", false));
        var result = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var character = text[at];
            if (character is '"' || (character == '\'' && quotes))
            {
                if (!Quoted(text, ref at, result))
                    return null;
            }
            else if (comments && character == '/' && at + 1 < text.Length && text[at + 1] is '/' or '*')
            {
                var isLine = text[at + 1] == '/';
                var end = text.IndexOf(isLine ? "\n" : "*/", at + 2, StringComparison.Ordinal);
                at = end < 0 ? text.Length : end + (isLine ? 1 : 2);
            }
            else if (names && (char.IsAsciiLetter(character) || character is '_' or '$'))
            {
                Word(text, ref at, result);
            }
            else if (zeros && character == '0' && (result.Length == 0 || !char.IsAsciiDigit(result[^1]) && result[^1] != '.') && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
            {
                at++;
            }
            else
            {
                result.Append(character);
                at++;
            }
        }

        return result.ToString();
    }

    private static bool Quoted(string text, ref int at, StringBuilder result)
    {
        var quote = text[at++];
        result.Append('"');
        for (; at < text.Length && text[at] != quote; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
                result.Append(text[at] == '\'' ? "'" : $"\\{text[at]}");
            }
            else
            {
                result.Append(text[at] == '"' ? "\\\"" : text[at].ToString());
            }
        }

        result.Append('"');
        return at++ < text.Length;
    }

    // A bare word before a colon is a name; true, false and null elsewhere are values.
    private static void Word(string text, ref int at, StringBuilder result)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '$'))
            at++;
        var next = at;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        var isName = next < text.Length && text[next] == ':';
        result.Append(isName ? $"\"{text[start..at]}\"" : text[start..at]);
    }
}
