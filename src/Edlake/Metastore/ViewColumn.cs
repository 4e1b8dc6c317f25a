namespace Edlake.Metastore;

/// <summary>A column's name given with a view.</summary>
public sealed record ViewColumn(string Name, string? Comment);
