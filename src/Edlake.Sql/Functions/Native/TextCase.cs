using System.Text;

namespace Edlake.Sql.Functions.Native;

/// <summary>Upper and lower case by Unicode's full mapping, as Java has it: one letter may become several.</summary>
internal static class TextCase
{
    private static readonly Dictionary<char, string> FullUpper = new()
    {
        ['ß'] = "SS",
        ['ŉ'] = "ʼN",
        ['ǰ'] = "J̌",
        ['ΐ'] = "Ϊ́",
        ['ΰ'] = "Ϋ́",
        ['և'] = "ԵՒ",
        ['ﬀ'] = "FF",
        ['ﬁ'] = "FI",
        ['ﬂ'] = "FL",
        ['ﬃ'] = "FFI",
        ['ﬄ'] = "FFL",
        ['ﬅ'] = "ST",
        ['ﬆ'] = "ST",
    };

    internal static string Upper(string text)
    {
        if (!text.Any(FullUpper.ContainsKey))
            return text.ToUpperInvariant();
        var result = new StringBuilder();
        foreach (var c in text)
            result.Append(FullUpper.TryGetValue(c, out var several) ? several : char.ToUpperInvariant(c).ToString());
        return result.ToString();
    }

    internal static string Lower(string text)
    {
        var lower = text.ToLowerInvariant().Replace("İ", "i̇", StringComparison.Ordinal);
        return text.Contains('Σ', StringComparison.Ordinal) ? FinalSigma(lower, text) : lower;
    }

    // Words end at spaces only: "of-sql" is one word.
    internal static string Capitals(string text)
    {
        var result = new StringBuilder(Lower(text));
        for (var i = 0; i < result.Length; i++)
        {
            if (i == 0 || result[i - 1] == ' ')
                result[i] = char.ToUpperInvariant(result[i]);
        }

        return result.ToString();
    }

    private static string FinalSigma(string lower, string text)
    {
        var result = new StringBuilder(lower);
        for (var i = 0; i < Math.Min(text.Length, lower.Length); i++)
        {
            if (text[i] == 'Σ' && i > 0 && char.IsLetter(lower[i - 1]) && (i + 1 == lower.Length || !char.IsLetter(lower[i + 1])))
                result[i] = 'ς';
        }

        return result.ToString();
    }
}
