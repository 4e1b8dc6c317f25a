namespace Edlake.Sql.Diagnostics;

/// <summary>
/// Where a text that was made from another one by replacing parts of it came from. <paramref name="Offset"/> is how far into the whole
/// made text this one begins; the replacements are in order and do not overlap.
/// </summary>
public sealed record SourceOrigin(SourceText Original, IReadOnlyList<SourceReplacement> Replacements, int Offset = 0)
{
    /// <summary>The place in the original of a character of the made text; inside a replacement, the replaced part's beginning.</summary>
    public int OriginalOffset(int offset)
    {
        offset += Offset;
        var shift = 0;
        foreach (var (made, original) in Replacements)
        {
            if (offset < made.Start)
                break;
            if (offset < made.End)
                return original.Start;
            shift = original.End - made.End;
        }

        return offset + shift;
    }
}
