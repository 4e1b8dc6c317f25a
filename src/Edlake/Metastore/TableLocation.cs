namespace Edlake.Metastore;

/// <summary>Where a table's folder is, when its name does not say.</summary>
/// <param name="Folder">Absolute.</param>
/// <param name="IsExternal">Not deleted when the table is dropped.</param>
public sealed record TableLocation(string Folder, bool IsExternal);
