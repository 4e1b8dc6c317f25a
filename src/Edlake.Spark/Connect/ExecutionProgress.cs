namespace Edlake.Spark.Connect;

/// <summary>How far Spark is with a statement. Stages appear as they are planned, so the sum of tasks may grow.</summary>
/// <param name="Stages">The stages known so far.</param>
/// <param name="TasksInFlight">Tasks that run now.</param>
public sealed record ExecutionProgress(IReadOnlyList<StageProgress> Stages, long TasksInFlight)
{
    /// <summary>Tasks of all stages.</summary>
    public long Tasks => Stages.Sum(stage => stage.Tasks);

    /// <summary>Tasks that are done.</summary>
    public long CompletedTasks => Stages.Sum(stage => stage.CompletedTasks);

    /// <summary>Bytes read from files so far.</summary>
    public long BytesRead => Stages.Sum(stage => stage.BytesRead);
}
