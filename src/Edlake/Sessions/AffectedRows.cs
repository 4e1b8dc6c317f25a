using Edlake.Engines;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.Sessions;

/// <summary>What a statement that wrote answers: Delta's own result columns.</summary>
internal static class AffectedRows
{
    internal static IQueryResult Of(BoundStatement statement, WriteOutcome outcome) => statement switch
    {
        BoundUpdate => Row(("num_affected_rows", outcome.RowsUpdated)),
        BoundDelete => Row(("num_affected_rows", outcome.RowsDeleted)),
        BoundMerge => Row(
            ("num_affected_rows", outcome.RowsWritten + outcome.RowsDeleted),
            ("num_updated_rows", outcome.RowsUpdated),
            ("num_deleted_rows", outcome.RowsDeleted),
            ("num_inserted_rows", outcome.RowsWritten - outcome.RowsUpdated)),
        BoundCopyInto => Row(("num_affected_rows", outcome.RowsWritten), ("num_inserted_rows", outcome.RowsWritten), ("num_skipped_corrupt_files", 0L)),
        _ => RowList.Nothing,
    };

    private static RowList Row(params (string Name, long Value)[] columns) => new(
        new StructType([.. columns.Select(column => new StructField(column.Name, new LongType()))]),
        [[.. columns.Select(column => (object?)column.Value)]]);
}
