using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Functions.Native;

/// <summary>
/// Java's regular expressions on .NET's engine: the classes <c>\d \w \s</c> are ASCII and <c>.</c> stops at every line terminator
/// there. Compiled patterns are kept, since a query uses few of them for many rows.
/// </summary>
public static class JavaRegex
{
    private static readonly ConcurrentDictionary<string, Regex> Compiled = new();

    /// <summary>Whether RE2 gives the same answer: no look-around, no back reference, no class that is Unicode in one and ASCII in the other.</summary>
    internal static bool MeansTheSameToRe2(string pattern)
    {
        if (pattern.Contains("(?", StringComparison.Ordinal) || pattern.Contains("&&", StringComparison.Ordinal) || pattern.Contains("++", StringComparison.Ordinal)
            || pattern.Contains("*+", StringComparison.Ordinal) || pattern.Contains("?+", StringComparison.Ordinal))
            return false;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] is '.' or '$' or > '\x7f')
                return false;
            if (pattern[i] != '\\')
                continue;
            if (i + 1 == pattern.Length || !(pattern[i + 1] is 'd' or 'D' or 'w' or 'W' || char.IsPunctuation(pattern[i + 1]) || char.IsSymbol(pattern[i + 1])))
                return false;
            i++;
        }

        return IsValid(pattern);
    }

    /// <summary>Whether it has no special character at all.</summary>
    internal static bool IsPlain(string pattern) => pattern.IndexOfAny(['\\', '.', '[', ']', '{', '}', '(', ')', '*', '+', '?', '^', '$', '|']) < 0;

    internal static bool IsMatch(string text, string pattern) => CodePoints.Of(text, pattern) is { } points
        ? IsMatch(points.Narrow(text), points.Narrow(pattern))
        : Get(pattern, "rlike").IsMatch(text);

    internal static string Extract(string text, string pattern, long group)
    {
        if (CodePoints.Of(text, pattern) is { } points)
            return points.Widen(Extract(points.Narrow(text), points.Narrow(pattern), group));
        var regex = Get(pattern, "regexp_extract");
        CheckGroup(regex, group, "regexp_extract");
        var match = regex.Match(text);
        return match.Success ? match.Groups[(int)group].Value : "";
    }

    internal static string ExtractAll(string text, string pattern, long group) => JsonSerializer.Serialize(Groups(text, pattern, group));

    private static IEnumerable<string> Groups(string text, string pattern, long group)
    {
        if (CodePoints.Of(text, pattern) is { } points)
            return Groups(points.Narrow(text), points.Narrow(pattern), group).Select(points.Widen);
        var regex = Get(pattern, "regexp_extract_all");
        CheckGroup(regex, group, "regexp_extract_all");
        return regex.Matches(text).Select(match => match.Groups[(int)group].Value);
    }

    // The place counts chars, as Java does.
    internal static string Replace(string text, string pattern, string replacement, long from)
    {
        var start = (int)Math.Min(Math.Max(from - 1, 0), text.Length);
        var (kept, rest) = (text[..start], text[start..]);
        if (CodePoints.Of(rest, pattern, replacement) is { } points)
            return kept + points.Widen(Get(points.Narrow(pattern), "regexp_replace").Replace(points.Narrow(rest), Replacement(points.Narrow(replacement))));
        return kept + Get(pattern, "regexp_replace").Replace(rest, Replacement(replacement));
    }

    internal static long Count(string text, string pattern) => CodePoints.Of(text, pattern) is { } points
        ? Count(points.Narrow(text), points.Narrow(pattern))
        : Get(pattern, "regexp_count").Count(text);

    internal static long Position(string text, string pattern)
    {
        var points = CodePoints.Of(text, pattern);
        var narrow = points?.Narrow(text) ?? text;
        var match = Get(points?.Narrow(pattern) ?? pattern, "regexp_instr").Match(narrow);
        if (!match.Success)
            return 0;
        return (points?.Widen(narrow[..match.Index]).Length ?? match.Index) + 1;
    }

    internal static string? First(string text, string pattern)
    {
        if (CodePoints.Of(text, pattern) is { } points)
            return First(points.Narrow(text), points.Narrow(pattern)) is { } found ? points.Widen(found) : null;
        var match = Get(pattern, "regexp_substr").Match(text);
        return match.Success ? match.Value : null;
    }

    internal static string Split(string text, string pattern, long limit) => JsonSerializer.Serialize(Pieces(text, pattern, limit));

    // Java's split: an empty match at the start makes no piece, and with a limit of 0 or less all trailing pieces stay in Spark.
    // Without a pattern it is characters, and with a limit no more than that many of them.
    private static IEnumerable<string> Pieces(string text, string pattern, long limit)
    {
        if (pattern.Length == 0 && text.Length > 0)
            return text.EnumerateRunes().Select(rune => rune.ToString()).Take(limit > 0 ? (int)Math.Min(limit, int.MaxValue) : int.MaxValue);
        if (CodePoints.Of(text, pattern) is { } points)
            return Pieces(points.Narrow(text), points.Narrow(pattern), limit).Select(points.Widen);
        var pieces = new List<string>();
        var at = 0;
        foreach (Match match in Get(pattern, "split").Matches(text))
        {
            if (limit > 0 && pieces.Count == limit - 1)
                break;
            if (match.Length == 0 && (match.Index == 0 || match.Index == text.Length))
                continue;
            pieces.Add(text[at..match.Index]);
            at = match.Index + match.Length;
        }

        pieces.Add(text[at..]);
        return pieces;
    }

    private static bool IsValid(string pattern)
    {
        try
        {
            return Get(pattern, "rlike") is not null;
        }
        catch (SqlException)
        {
            // Left to the function that is called with it, which says so in its own name.
            return false;
        }
    }

    private static Regex Get(string pattern, string function) => Compiled.GetOrAdd(pattern, text =>
    {
        try
        {
            return new Regex(Translate(text), RegexOptions.CultureInvariant);
        }
        catch (ArgumentException error)
        {
            throw new SqlException(
                "INVALID_PARAMETER_VALUE.PATTERN", "22023", $"The value of parameter(s) `regexp` in `{function}` is invalid: '{text}'.", hint: "Correct the regular expression.", inner: error);
        }
    });

    private static void CheckGroup(Regex regex, long group, string function)
    {
        var most = regex.GetGroupNumbers().Length - 1;
        if (group < 0 || group > most)
        {
            throw new SqlException(
                "INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX", "22023", $"The value of parameter(s) `idx` in `{function}` is invalid: Expects group index between 0 and {most}, but got {group}.");
        }
    }

    // Java writes $1 and ${name} as .NET does, but a backslash makes the next character plain.
    private static string Replacement(string text)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
                result.Append(text[++i] == '$' ? "$$" : text[i].ToString());
            else if (text[i] == '$' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))
                result.Append("${").Append(text[++i]).Append('}');
            else
                result.Append(text[i]);
        }

        return result.ToString();
    }

    private static string Translate(string pattern)
    {
        var unicode = pattern.StartsWith("(?U)", StringComparison.Ordinal);
        var source = unicode ? pattern[4..] : pattern;
        var dotAll = source.Contains("(?s", StringComparison.Ordinal);
        var result = new StringBuilder();
        var inClass = false;
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (c == '\\' && i + 1 < source.Length)
                result.Append(Escape(source[++i], inClass, unicode));
            else if (c == '.' && !inClass && !dotAll)
                result.Append(@"[^\n\r\u0085\u2028\u2029]");
            else
                result.Append(c);
            inClass = c == '[' || (inClass && c != ']');
        }

        return result.ToString();
    }

    private static string Escape(char c, bool inClass, bool unicode) => unicode ? $"\\{c}" : c switch
    {
        'd' => inClass ? "0-9" : "[0-9]",
        'w' => inClass ? "a-zA-Z0-9_" : "[a-zA-Z0-9_]",
        's' => inClass ? @" \t\n\x0B\f\r" : @"[ \t\n\x0B\f\r]",
        'D' when !inClass => "[^0-9]",
        'W' when !inClass => "[^a-zA-Z0-9_]",
        'S' when !inClass => @"[^ \t\n\x0B\f\r]",
        'h' when !inClass => @"[ \t\u00A0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000]",
        'z' => @"\z",
        _ => $"\\{c}",
    };
}
