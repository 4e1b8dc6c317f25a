namespace Edlake.Bundles;

/// <summary>Runs a plain SQL file.</summary>
/// <param name="Path">Absolute path of the file.</param>
/// <param name="Parameters">Values for its markers, references such as <c>{{job.run_id}}</c> still in them; a job parameter of the same name wins.</param>
public sealed record SqlFileTaskBody(string Path, IReadOnlyDictionary<string, string> Parameters) : TaskBody;
