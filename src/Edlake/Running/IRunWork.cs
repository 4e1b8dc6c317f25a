namespace Edlake.Running;

/// <summary>
/// Where the tasks of a run do their work, and how all of it becomes the new state, or never was. Tasks are run side by side; then exactly one of
/// <see cref="Publish"/> and <see cref="Abandon"/> is called.
/// </summary>
public interface IRunWork : IDisposable
{
    /// <summary>The engine's name and version, as the history keeps it.</summary>
    string Engine { get; }

    /// <summary>Runs a task, or finds that it has nothing new to do. Errors: whatever its statements raise.</summary>
    TaskRecord Run(TaskProgram program, CancellationToken cancellation);

    /// <summary>Makes all that the tasks did the new state, and keeps the run's record. Errors: an <see cref="Diagnostics.EdlakeException"/>; then nothing is published.</summary>
    void Publish(RunRecord record, CancellationToken cancellation);

    /// <summary>Takes back what the tasks did, and keeps the run's record.</summary>
    void Abandon(RunRecord record);
}
