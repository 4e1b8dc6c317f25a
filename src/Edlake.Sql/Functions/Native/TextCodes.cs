using System.Globalization;
using System.Text;

namespace Edlake.Sql.Functions.Native;

/// <summary>How words sound, texts with their characters hidden, check digits.</summary>
internal static class TextCodes
{
    // The code of each letter from A; 7 is passed over as if it were not there.
    private const string SoundCodes = "01230127022455012623017202";

    // What Java writes for half of a character that UTF-16 keeps in two.
    private const char Halved = '?';

    internal static string Soundex(string text)
    {
        if (text.Length == 0 || !char.IsAsciiLetter(text[0]))
            return text;
        var result = new StringBuilder().Append(char.ToUpperInvariant(text[0]));
        var last = SoundCodes[result[0] - 'A'];
        for (var i = 1; i < text.Length && result.Length < 4; i++)
        {
            var code = char.IsAsciiLetter(text[i]) ? SoundCodes[char.ToUpperInvariant(text[i]) - 'A'] : '0';
            if (code == '7')
                continue;
            if (code != '0' && code != last)
                result.Append(code);
            last = code;
        }

        return result.ToString().PadRight(4, '0');
    }

    /// <summary>What stands for a replacement in the rules of <see cref="Mask"/>; null keeps the character.</summary>
    internal static string MaskRule(string? replacement) => replacement switch
    {
        null => "- ",
        [var only] => $"={only}",
        _ => $"={Halved}",
    };

    /// <summary>Replaces upper case, lower case, digits and all else by the four rules of two characters, UTF-16 unit by unit as Java does.</summary>
    internal static string Mask(string text, string rules)
    {
        var result = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            var rule = 2 * CharUnicodeInfo.GetUnicodeCategory(unit) switch
            {
                UnicodeCategory.UppercaseLetter => 0,
                UnicodeCategory.LowercaseLetter => 1,
                UnicodeCategory.DecimalDigitNumber => 2,
                _ => 3,
            };
            result.Append(rules[rule] == '=' ? rules[rule + 1] : unit);
        }

        return result.ToString();
    }

    internal static bool IsLuhn(string text)
    {
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[^(i + 1)]))
                return false;
            var digit = text[^(i + 1)] - '0';
            var weighed = i % 2 == 1 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }

        return text.Length > 0 && sum % 10 == 0;
    }
}
