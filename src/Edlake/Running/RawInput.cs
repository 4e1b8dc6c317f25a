namespace Edlake.Running;

/// <summary>Raw files as a task saw them.</summary>
/// <param name="Path">The path as written.</param>
/// <param name="Options">The reader's options that decide which files are read.</param>
/// <param name="Listing">Hash over path, size and modification time of each file.</param>
public sealed record RawInput(string Path, IReadOnlyDictionary<string, string> Options, string Listing);
