namespace Edlake.Running;

/// <summary>
/// What a task's last published outcome depended on. As long as nothing of it has changed there is nothing new to do.
/// </summary>
/// <param name="Job">The job, with its bundle and target.</param>
/// <param name="Task">The task's key.</param>
/// <param name="Program">Hash of the notebook's text (its includes with it), the parameters and the engine's version.</param>
/// <param name="Tables">Version of each table read or written, by folder, as the task left it.</param>
/// <param name="Files">Each listing of raw files read, by path and options.</param>
/// <param name="Views">The text of each stored view read, by name.</param>
public sealed record TaskState(
    string Job,
    string Task,
    string Program,
    IReadOnlyDictionary<string, long> Tables,
    IReadOnlyDictionary<string, RawInput> Files,
    IReadOnlyDictionary<string, string> Views)
{
    /// <summary>What the task's last statement answered, or null.</summary>
    public TaskOutput? Output { get; init; }
}
