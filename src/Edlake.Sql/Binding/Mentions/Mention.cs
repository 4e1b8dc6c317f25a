using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Binding.Mentions;

/// <summary>
/// A stretch of a statement's text whose meaning is the session's and not the text's: what was bound to it. An engine that takes text
/// replaces it by what it knows it as.
/// </summary>
/// <param name="Span">The stretch.</param>
public abstract record Mention(SourceSpan Span);
