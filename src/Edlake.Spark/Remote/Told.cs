using Edlake.Engines;
using Edlake.Running;
using Edlake.Spark.Connect;

namespace Edlake.Spark.Remote;

/// <summary>Passes on how far the server is with a statement of a task.</summary>
internal sealed class Told(IProgress<RunEvent> progress, string task, int statement, int statements) : IProgress<ExecutionProgress>
{
    /// <inheritdoc />
    public void Report(ExecutionProgress value) => progress.Report(new StatementProgressed(task, statement, statements, new EngineProgress(value.Tasks > 0 ? (double)value.CompletedTasks / value.Tasks : null, null)));
}
