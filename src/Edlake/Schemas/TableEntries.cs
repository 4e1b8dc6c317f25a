using Edlake.Delta.Snapshots;
using Edlake.Sql.Binding;

namespace Edlake.Schemas;

/// <summary>A snapshot as the binder sees it.</summary>
public static class TableEntries
{
    /// <summary>The entry of a table; its handle is the snapshot.</summary>
    public static TableEntry ToEntry(this Snapshot snapshot, TableName name, long? asOfVersion = null) => new(
        name, DeltaSchema.ToSpark(snapshot.Schema), snapshot.PartitionColumns, snapshot)
    {
        AsOfVersion = asOfVersion,
        CheckConstraints = snapshot.CheckConstraints,
        GeneratedColumns = snapshot.Schema.Fields
            .Where(field => field.GenerationExpression is not null)
            .ToDictionary(field => field.Name, field => field.GenerationExpression!),
    };

    /// <summary>The snapshot behind an entry.</summary>
    public static Snapshot Snapshot(this TableEntry table) => (Snapshot)table.Handle;
}
