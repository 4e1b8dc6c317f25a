using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Functions.Native;

/// <summary>
/// Texts for a regular expression in which every code point is one char: .NET's engine takes a character beyond U+FFFF for two, Java's for one.
/// Such characters are replaced by unused ones of the private use area, in their order, so that ranges hold what they held.
/// </summary>
internal sealed partial class CodePoints
{
    private const char FirstPrivate = '\uE000';
    private const char LastPrivate = '\uF8FF';

    private readonly Dictionary<Rune, char> _stands = [];
    private readonly Dictionary<char, Rune> _means = [];

    private CodePoints(IEnumerable<Rune> wide, HashSet<char> taken)
    {
        var next = FirstPrivate;
        foreach (var rune in wide)
        {
            while (taken.Contains(next) && next < LastPrivate)
                next++;
            (_stands[rune], _means[next]) = (next, rune);
            next++;
        }
    }

    /// <summary>The replacement for a text, a pattern, and more; null where none has such a character.</summary>
    /// <exception cref="SqlException">The pattern asks for a class that one of the characters may be of, and what stands for it is not.</exception>
    internal static CodePoints? Of(string text, string pattern, string other = "")
    {
        string[] texts = [text, pattern, other];
        var wide = new SortedSet<Rune>();
        var taken = new HashSet<char>();
        foreach (var part in texts)
        {
            if (part.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
                wide.UnionWith(part.EnumerateRunes().Where(rune => !rune.IsBmp));
        }

        if (wide.Count == 0)
            return null;
        CheckClasses(pattern, wide);
        foreach (var part in texts)
            taken.UnionWith(part.Where(c => c is >= FirstPrivate and <= LastPrivate));
        return new CodePoints(wide, taken);
    }

    [GeneratedRegex(@"\\[pP](?:\{(?<name>[^}]*)\}|(?<name>.))", RegexOptions.CultureInvariant)]
    private static partial Regex Classes();

    private static void CheckClasses(string pattern, SortedSet<Rune> wide)
    {
        foreach (Match match in Classes().Matches(pattern))
        {
            var name = match.Groups["name"].Value;
            if (name.StartsWith("Is", StringComparison.Ordinal) || name.StartsWith("In", StringComparison.Ordinal) || (name.Length < 3 && wide.Any(rune => Kind(rune) == name[0])))
            {
                throw new SqlException(
                    "UNSUPPORTED_FEATURE", "0A000", $"The feature is not supported: the character class {match.Value} on a character beyond U+FFFF ({wide.First()}).", hint: "Write the ranges of characters that are meant.");
            }
        }
    }

    // The first letter of its category's short name.
    private static char Kind(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        <= UnicodeCategory.OtherLetter => 'L',
        <= UnicodeCategory.EnclosingMark => 'M',
        <= UnicodeCategory.OtherNumber => 'N',
        <= UnicodeCategory.ParagraphSeparator => 'Z',
        <= UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => 'C',
        <= UnicodeCategory.OtherPunctuation => 'P',
        _ => 'S',
    };

    /// <summary>A text with the replacements.</summary>
    internal string Narrow(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (_stands.TryGetValue(rune, out var stand))
                result.Append(stand);
            else
                result.Append(rune.ToString());
        }

        return result.ToString();
    }

    /// <summary>A text, or a part of one, as it was.</summary>
    internal string Widen(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (_means.TryGetValue(c, out var rune))
                result.Append(rune.ToString());
            else
                result.Append(c);
        }

        return result.ToString();
    }
}
