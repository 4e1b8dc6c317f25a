namespace Edlake.Metastore;

/// <summary>A schema somebody made; one that is only a folder of the warehouse has none.</summary>
/// <param name="Catalog">Its catalog.</param>
/// <param name="Name">Its name, as written when it was made.</param>
/// <param name="Comment">COMMENT, or null.</param>
/// <param name="Location">LOCATION as an absolute folder; null for the warehouse's own place.</param>
/// <param name="Properties">WITH DBPROPERTIES.</param>
public sealed record SchemaEntry(string Catalog, string Name, string? Comment, string? Location, IReadOnlyDictionary<string, string> Properties);
