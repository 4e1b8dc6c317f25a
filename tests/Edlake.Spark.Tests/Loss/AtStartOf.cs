using Edlake.Running;

namespace Edlake.Spark.Tests.Loss;

/// <summary>Does something, once, when a task of a run begins.</summary>
internal sealed class AtStartOf(string task, Action action) : IProgress<RunEvent>
{
    public void Report(RunEvent value)
    {
        if (value is TaskStarted started && started.Task == task)
            action();
    }
}
