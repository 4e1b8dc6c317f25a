namespace Edlake.Bundles;

/// <summary>Runs a notebook.</summary>
/// <param name="Path">Absolute path of the notebook's file.</param>
/// <param name="BaseParameters">Values for its widgets, references such as <c>{{job.run_id}}</c> still in them; a job parameter of the same name wins.</param>
public sealed record NotebookTaskBody(string Path, IReadOnlyDictionary<string, string> BaseParameters) : TaskBody;
