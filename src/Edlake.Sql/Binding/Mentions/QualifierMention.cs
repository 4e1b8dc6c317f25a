using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Binding.Mentions;

/// <summary>A table's name of two parts or more before a column or a star: <c>gold.revenue.amount</c>.</summary>
/// <param name="Span">The stretch, without the dot after it.</param>
/// <param name="Table">Catalog, schema and name of the table.</param>
public sealed record QualifierMention(SourceSpan Span, IReadOnlyList<string> Table) : Mention(Span);
