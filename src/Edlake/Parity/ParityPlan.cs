using Edlake.Bundles;
using Edlake.Running;

namespace Edlake.Parity;

/// <summary>What is to be certified.</summary>
/// <param name="Bundle">The project.</param>
/// <param name="Job">The job to run twice.</param>
/// <param name="Parameters">Job parameters given for both runs.</param>
/// <param name="Parallelism">How many tasks may run at once.</param>
/// <param name="A">Gives one side's engine for its workspace; it also compares the rows.</param>
/// <param name="B">Gives the other side's engine for its workspace.</param>
/// <param name="Folder">Where the two workspaces are made, <c>a</c> and <c>b</c>; empty or not there.</param>
/// <param name="Limit">How many differing rows to list of a table; counts are always complete.</param>
public sealed record ParityPlan(
    Bundle Bundle,
    Job Job,
    IReadOnlyDictionary<string, string> Parameters,
    int Parallelism,
    Func<Workspace, EngineChoice> A,
    Func<Workspace, EngineChoice> B,
    string Folder,
    int Limit)
{
    /// <summary>What time both runs take it to be.</summary>
    public DateTimeOffset Now { get; init; } = DateTimeOffset.UnixEpoch.AddMicroseconds((DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>Raw files that come later: after the first run each delivery is put into both workspaces and the job runs again, an hour later by its clock.</summary>
    public IReadOnlyList<RawDelivery> Deliveries { get; init; } = [];

    /// <summary>The workspace of side A.</summary>
    public Workspace WorkspaceA => new(Path.Combine(Path.GetFullPath(Folder), "a"), Bundle.Root);

    /// <summary>The workspace of side B.</summary>
    public Workspace WorkspaceB => new(Path.Combine(Path.GetFullPath(Folder), "b"), Bundle.Root);
}
