using Edlake.Sql.Diagnostics;

namespace Edlake.Bundles;

/// <summary>A parameter of a job and the value it has when a run gives none.</summary>
public sealed record JobParameter(string Name, string Default, SourcePosition Position);
