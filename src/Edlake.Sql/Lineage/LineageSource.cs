namespace Edlake.Sql.Lineage;

/// <summary>Something data comes from or goes to: a table by its full name, or raw files by their path.</summary>
/// <param name="Name"><c>schema.table</c>, or the path as written.</param>
/// <param name="IsPath">Raw files rather than a table.</param>
public sealed record LineageSource(string Name, bool IsPath);
