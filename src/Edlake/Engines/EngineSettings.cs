namespace Edlake.Engines;

/// <summary>Limits of an engine that runs on this machine.</summary>
/// <param name="MemoryLimitBytes">What the process may take, <see cref="LeastMemoryBytes"/> or more; the engine spills before it does. Null for no limit but the engine's own.</param>
/// <param name="Threads">Threads it may use; null for all cores.</param>
/// <param name="SpillFolder">Where it spills.</param>
public sealed record EngineSettings(long? MemoryLimitBytes, int? Threads, string SpillFolder)
{
    /// <summary>The least limit that can be kept: below it a process would be over it before it reads a row.</summary>
    public const long LeastMemoryBytes = 512_000_000;
}
