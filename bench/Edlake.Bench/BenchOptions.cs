namespace Edlake.Bench;

/// <summary>What is measured, and within which limits; the same for every contestant.</summary>
/// <param name="Rows">Attendance rows to generate.</param>
/// <param name="Runs">How often each contestant runs.</param>
/// <param name="Memory">The memory limit in DuckDB's words, <c>4GB</c>.</param>
/// <param name="Threads">Threads each contestant may use.</param>
/// <param name="Remote">A Spark Connect server that runs the same once more; null for none. Its limits are its own.</param>
internal sealed record BenchOptions(long Rows, int Runs, string Memory, int Threads, string? Remote);
