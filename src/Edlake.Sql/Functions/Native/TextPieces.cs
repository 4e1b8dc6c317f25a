using System.Text;

namespace Edlake.Sql.Functions.Native;

/// <summary>Cutting and turning text, by code points.</summary>
internal static class TextPieces
{
    internal static string Reverse(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        Array.Reverse(runes);
        return string.Concat(runes);
    }

    internal static string Translate(string text, string from, string to)
    {
        var (sources, targets) = (from.EnumerateRunes().ToArray(), to.EnumerateRunes().ToArray());
        var result = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var at = Array.IndexOf(sources, rune);
            if (at < 0)
                result.Append(rune);
            else if (at < targets.Length)
                result.Append(targets[at]);
        }

        return result.ToString();
    }

    internal static string SubstringIndex(string text, string delimiter, long count)
    {
        if (count == 0 || delimiter.Length == 0)
            return "";
        var at = count > 0 ? -1 : text.Length;
        for (var i = 0L; i < Math.Abs(count); i++)
        {
            at = count > 0
                ? text.IndexOf(delimiter, at + 1, StringComparison.Ordinal)
                : at == 0 ? -1 : text.LastIndexOf(delimiter, at - 1, StringComparison.Ordinal);
            if (at < 0)
                return text;
        }

        return count > 0 ? text[..at] : text[(at + delimiter.Length)..];
    }

    internal static byte[] Substring(byte[] bytes, long start, long length)
    {
        var from = (int)Math.Min(start - 1, bytes.Length);
        return bytes[from..(int)Math.Min(from + length, bytes.Length)];
    }

    internal static long Levenshtein(string left, string right)
    {
        var (a, b) = (left.EnumerateRunes().ToArray(), right.EnumerateRunes().ToArray());
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            previous = current;
        }

        return previous[b.Length];
    }
}
