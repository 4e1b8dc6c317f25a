namespace Edlake.DataGen;

/// <summary>How far a generation is. <paramref name="Fraction"/> is 0 to 1.</summary>
public sealed record GenerationProgress(long Learners, long RowsWritten, double Fraction);
