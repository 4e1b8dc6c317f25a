namespace Edlake.Sql.Lineage;

/// <summary>What a statement reads and writes, and which column comes from which.</summary>
/// <param name="Reads">Tables and raw paths read, in order of first use; the written table is among them only when it is read as well.</param>
/// <param name="Writes">The table written, or the view made; null for a query.</param>
/// <param name="Columns">One for each output or written column, in order.</param>
/// <param name="Influences">Columns that decide which rows there are (conditions of filters, joins, groups and orders under a limit) without being passed on.</param>
public sealed record StatementLineage(
    IReadOnlyList<LineageSource> Reads, LineageSource? Writes, IReadOnlyList<ColumnLineage> Columns, IReadOnlyList<ColumnOrigin> Influences);
