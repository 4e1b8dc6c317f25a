namespace Edlake.Engines;

/// <summary>Limits of an engine that runs on this machine.</summary>
/// <param name="MemoryLimitBytes">What it may hold before it spills; null for the engine's own choice (a share of the machine's memory).</param>
/// <param name="Threads">Threads it may use; null for all cores.</param>
/// <param name="SpillFolder">Where it spills.</param>
public sealed record EngineSettings(long? MemoryLimitBytes, int? Threads, string SpillFolder);
