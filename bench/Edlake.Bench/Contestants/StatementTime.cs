namespace Edlake.Bench.Contestants;

/// <summary>What a statement of the script took, in wall time and over all threads; it is known by its last line, which names the table written.</summary>
internal sealed record StatementTime(string Statement, double Seconds, double CpuSeconds);
