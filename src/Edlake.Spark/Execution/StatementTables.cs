using Edlake.Delta.Snapshots;
using Edlake.Schemas;
using Edlake.Sql.Binding;

namespace Edlake.Spark.Execution;

/// <summary>The tables of a statement.</summary>
internal static class StatementTables
{
    /// <summary>Files of the table that has most of them.</summary>
    internal static int MostFiles(this BoundStatement statement) => statement.Roots().SelectMany(BoundRelations.SelfAndDescendants).OfType<BoundTableScan>()
        .Select(scan => scan.Table.Snapshot())
        .Concat(Target(statement) is { } target ? [target] : [])
        .Select(snapshot => snapshot.Files.Count)
        .DefaultIfEmpty()
        .Max();

    private static Snapshot? Target(BoundStatement statement) => statement switch
    {
        BoundInsert insert => insert.Target.Snapshot(),
        BoundCopyInto copy => copy.Target.Snapshot(),
        BoundCommand { Reads: [TableEntry table] } => table.Snapshot(),
        _ => null,
    };
}
