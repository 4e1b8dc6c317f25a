namespace Edlake.Running;

/// <summary>A table that a task wrote.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Version">The version the task left it at.</param>
/// <param name="RowsWritten">Rows inserted and updated.</param>
/// <param name="RowsDeleted">Rows deleted or overwritten.</param>
public sealed record TableWrite(string Table, long Version, long RowsWritten, long RowsDeleted);
