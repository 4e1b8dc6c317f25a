namespace Edlake.DuckDb.Writing;

/// <summary>Bounds of texts, cut to a length that suits a log: a least one may be a prefix, a greatest one must not be.</summary>
internal static class TextBounds
{
    private const int Length = 32;
    private const char LastAscii = '\u007F';
    private const string LastOfAll = "\U0010FFFF";

    /// <summary>A text not greater than this one.</summary>
    internal static string Least(string text) => text[..End(text, Length)];

    /// <summary>A text not less than this one or any that begins so; null when there is no short one.</summary>
    internal static string? Greatest(string text)
    {
        var end = End(text, Length);
        if (end >= text.Length)
            return text;

        // What is appended must be greater than what it stands for.
        for (var limit = End(text, 2 * Length); end <= limit; end += LastOfAll.Length)
        {
            if (end >= text.Length)
                return text;
            if (string.CompareOrdinal(text, end, LastOfAll, 0, LastOfAll.Length) != 0)
                return text[..end] + (text[end] < LastAscii ? LastAscii.ToString() : LastOfAll);
        }

        return null;
    }

    // So many characters by code point; a pair of surrogates is not cut in two.
    private static int End(string text, int characters)
    {
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (characters-- == 0)
                break;
            end += rune.Utf16SequenceLength;
        }

        return end;
    }
}
