using Edlake.Engines;

namespace Edlake.Running;

/// <summary>The engine of a run, not opened before a task needs it: a run with nothing new never does.</summary>
/// <param name="Name">As <c>--engine</c> takes it.</param>
/// <param name="Version">What tasks' outcomes depend on.</param>
/// <param name="Open">Opens it.</param>
public sealed record EngineChoice(string Name, string Version, Func<IEngine> Open);
