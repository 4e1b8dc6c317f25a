namespace Edlake.Sql.Diagnostics;

/// <summary>A stretch of a made text, and the stretch of the original it stands for.</summary>
public readonly record struct SourceReplacement(SourceSpan Made, SourceSpan Original);
