namespace Edlake.Running;

/// <summary>What a run begins with.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Job">The job, with its bundle and target: <c>bundle/job@target</c>.</param>
/// <param name="Options">How it is to be run.</param>
/// <param name="Progress">Told of what goes on; null when nobody listens.</param>
public sealed record RunStart(string RunId, string Job, RunOptions Options, IProgress<RunEvent>? Progress);
