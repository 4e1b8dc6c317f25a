using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Binding.Mentions;

/// <summary>A star over relations with columns that it leaves out, as <c>_metadata</c> of raw files.</summary>
/// <param name="Span">The stretch, with its EXCEPT.</param>
/// <param name="Hidden">These columns, with the name that may stand before each; empty for none.</param>
/// <param name="HasExcept">Whether the text has an EXCEPT.</param>
public sealed record StarMention(SourceSpan Span, IReadOnlyList<(BoundColumn Column, IReadOnlyList<string> Qualifier)> Hidden, bool HasExcept) : Mention(Span);
