namespace Edlake.Sql.Lineage;

/// <summary>One column that another is made of.</summary>
/// <param name="Source">Its table or files.</param>
/// <param name="Column">Its name; for a field of <c>_metadata</c> that field's path.</param>
/// <param name="IsDirect">Passed on as it is; false where an expression or an aggregate stands between.</param>
public sealed record ColumnOrigin(LineageSource Source, string Column, bool IsDirect);
