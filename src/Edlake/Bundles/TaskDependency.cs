using Edlake.Sql.Diagnostics;

namespace Edlake.Bundles;

/// <summary>An edge of a job's graph.</summary>
/// <param name="TaskKey">The task that comes first.</param>
/// <param name="Outcome">For an edge that leaves a condition task: the branch, <c>true</c> or <c>false</c>; else null.</param>
/// <param name="Position">Where it is written.</param>
public sealed record TaskDependency(string TaskKey, bool? Outcome, SourcePosition Position);
