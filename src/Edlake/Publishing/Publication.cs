using Edlake.Metastore;
using Edlake.Running;

namespace Edlake.Publishing;

/// <summary>All that becomes visible at once: what the journal holds.</summary>
/// <param name="Id">Names it; applying one twice does nothing the second time.</param>
/// <param name="Commits">Staged commits as <see cref="Delta.Transactions.StagedCommit.ToJson"/> writes them, in the order they were staged.</param>
/// <param name="Changes">Changes of the metastore, in order.</param>
/// <param name="Run">The run it belongs to, for the history; null for a statement of its own.</param>
/// <param name="TaskStates">What the run's tasks depended on.</param>
public sealed record Publication(
    string Id,
    IReadOnlyList<string> Commits,
    IReadOnlyList<MetastoreChange> Changes,
    RunRecord? Run,
    IReadOnlyList<TaskState> TaskStates);
