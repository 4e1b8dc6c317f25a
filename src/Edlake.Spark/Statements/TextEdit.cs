using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Statements;

/// <summary>A stretch of a text and what comes in its place; an insertion has an empty stretch.</summary>
internal readonly record struct TextEdit(SourceSpan Span, string Replacement);
