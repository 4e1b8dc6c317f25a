using Edlake.Sql.Diagnostics;

namespace Edlake.Bundles;

/// <summary>What is odd in a bundle's files but does not stop a run.</summary>
public sealed record BundleWarning(string Message, SourcePosition Position);
