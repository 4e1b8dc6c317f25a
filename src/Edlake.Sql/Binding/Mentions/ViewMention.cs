using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Binding.Mentions;

/// <summary>A view, with the mentions of its own text.</summary>
/// <param name="Span">The stretch.</param>
/// <param name="Alias">See <see cref="RelationMention"/>.</param>
/// <param name="AliasAt">See <see cref="RelationMention"/>.</param>
/// <param name="View">The view.</param>
/// <param name="Mentions">Mentions whose spans are in <see cref="ViewEntry.Text"/>.</param>
public sealed record ViewMention(SourceSpan Span, string? Alias, int AliasAt, ViewEntry View, IReadOnlyList<Mention> Mentions)
    : RelationMention(Span, Alias, AliasAt);
