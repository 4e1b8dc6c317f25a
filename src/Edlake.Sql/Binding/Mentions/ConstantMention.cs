using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Binding.Mentions;

/// <summary>A parameter, a session variable, or a function of the session (<c>current_timestamp()</c>, <c>current_user()</c>).</summary>
/// <param name="Span">The stretch.</param>
/// <param name="Value">Its value in this statement: a literal, as a rule.</param>
public sealed record ConstantMention(SourceSpan Span, BoundExpression Value) : Mention(Span);
