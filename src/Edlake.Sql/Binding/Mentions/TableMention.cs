using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Binding.Mentions;

/// <summary>A table, at the version it was bound at.</summary>
/// <param name="Span">The stretch.</param>
/// <param name="Alias">See <see cref="RelationMention"/>.</param>
/// <param name="AliasAt">See <see cref="RelationMention"/>.</param>
/// <param name="Table">The table.</param>
public sealed record TableMention(SourceSpan Span, string? Alias, int AliasAt, TableEntry Table) : RelationMention(Span, Alias, AliasAt);
