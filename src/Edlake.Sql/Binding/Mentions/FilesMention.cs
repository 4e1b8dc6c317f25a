using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Binding.Mentions;

/// <summary>Raw files: <c>read_files(…)</c>, <c>csv.`path`</c>, a view over files.</summary>
/// <param name="Span">The stretch.</param>
/// <param name="Alias">See <see cref="RelationMention"/>.</param>
/// <param name="AliasAt">See <see cref="RelationMention"/>.</param>
/// <param name="Files">What is read; the <see cref="BoundFileScan.Scan"/> of the bound tree is this object.</param>
public sealed record FilesMention(SourceSpan Span, string? Alias, int AliasAt, FileScan Files) : RelationMention(Span, Alias, AliasAt);
