namespace Edlake.Engines;

/// <summary>Limits of an engine that runs on this machine.</summary>
/// <param name="MemoryLimitBytes">What the process may take; the engine spills before it does. Null for the engine's own choice (a share of the machine's memory).</param>
/// <param name="Threads">Threads it may use; null for all cores.</param>
/// <param name="SpillFolder">Where it spills.</param>
public sealed record EngineSettings(long? MemoryLimitBytes, int? Threads, string SpillFolder);
