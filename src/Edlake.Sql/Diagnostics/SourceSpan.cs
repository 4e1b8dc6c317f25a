namespace Edlake.Sql.Diagnostics;

/// <summary>A stretch of a source text, in characters.</summary>
public readonly record struct SourceSpan(int Start, int Length)
{
    /// <summary>The first character after it.</summary>
    public int End => Start + Length;

    /// <summary>From the start of this one to the end of another.</summary>
    public SourceSpan To(SourceSpan last) => new(Start, Math.Max(last.End - Start, Length));
}
