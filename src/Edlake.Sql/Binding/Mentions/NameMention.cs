using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Binding.Mentions;

/// <summary><c>IDENTIFIER(…)</c> of a column or a function.</summary>
/// <param name="Span">The stretch.</param>
/// <param name="Parts">The name it came to.</param>
public sealed record NameMention(SourceSpan Span, IReadOnlyList<string> Parts) : Mention(Span);
