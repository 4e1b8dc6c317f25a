namespace Edlake.Sql.Lineage;

/// <summary>Where an output or written column's values come from; no origin means constants only.</summary>
public sealed record ColumnLineage(string Column, IReadOnlyList<ColumnOrigin> Origins);
