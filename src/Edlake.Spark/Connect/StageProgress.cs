namespace Edlake.Spark.Connect;

/// <summary>One stage of an execution.</summary>
/// <param name="StageId">Spark's number of it.</param>
/// <param name="Tasks">Its tasks.</param>
/// <param name="CompletedTasks">Those of them that are done.</param>
/// <param name="BytesRead">Bytes they read from files.</param>
/// <param name="IsDone">Whether it is complete.</param>
public sealed record StageProgress(long StageId, long Tasks, long CompletedTasks, long BytesRead, bool IsDone);
