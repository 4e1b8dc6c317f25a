namespace Edlake.Engines;

/// <summary>Rows a statement took from one source.</summary>
/// <param name="Source">A table's name, or a raw path as written.</param>
/// <param name="Rows">Rows of the snapshot (deleted ones not counted), or rows read from the files, malformed lines included.</param>
/// <param name="IsFiles">Raw files rather than a table.</param>
public sealed record SourceRead(string Source, long Rows, bool IsFiles);
