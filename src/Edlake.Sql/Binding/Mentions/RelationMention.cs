using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Binding.Mentions;

/// <summary>Rows by a name or a call in FROM, with the version asked for, without sample and alias.</summary>
/// <param name="Span">The stretch.</param>
/// <param name="Alias">The name that its columns go by although the text gives it none; null where the text gives one, or none is needed.</param>
/// <param name="AliasAt">Where that name may be written.</param>
public abstract record RelationMention(SourceSpan Span, string? Alias, int AliasAt) : Mention(Span)
{
    /// <summary>It stands for a whole query, as in <c>TABLE t</c>.</summary>
    public bool IsQuery { get; init; }
}
