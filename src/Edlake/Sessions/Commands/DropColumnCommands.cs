using Edlake.Delta.Schema;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>ALTER TABLE … DROP COLUMNS and RENAME COLUMN: both need column mapping, since no file is rewritten.</summary>
internal sealed class DropColumnCommands(SqlSession session, WarehouseTransaction transaction)
{
    private const string MappingHint = "Turn column mapping on first: ALTER TABLE … SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name').";

    internal IQueryResult Run(DropColumnsAction drop, TableEntry table, BoundCommand command)
    {
        var snapshot = table.Snapshot();
        var dropped = drop.Columns.Where(column => !drop.IfExists || SchemaPath.Find(snapshot.Schema, column.Values) is not null).ToList();
        if (dropped.Count == 0)
            return RowList.Nothing;
        foreach (var column in dropped)
            CheckDrop(column, table);
        var schema = dropped.Aggregate(snapshot.Schema, Without);
        var parameters = new Dictionary<string, string> { ["columns"] = OperationParameters.Json(dropped.Select(column => OperationParameters.Path(column.Values))) };
        return new TableChange(session, transaction).Stage(snapshot, snapshot.Metadata.WithSchema(schema), "DROP COLUMNS", parameters, command);
    }

    internal IQueryResult Rename(RenameColumnAction rename, TableEntry table, BoundCommand command)
    {
        var snapshot = table.Snapshot();
        var field = CommandColumns.Field(snapshot.Schema, rename.Column);
        if (!ColumnMapping.IsOn(snapshot.Configuration))
            throw new SqlException("DELTA_UNSUPPORTED_RENAME_COLUMN", "0AKDC", "Column rename is not supported for your Delta table.", rename.Column.Span, MappingHint);
        new DependentConstraints(session, transaction).Check(table, rename.Column, "rename");
        IReadOnlyList<string> parent = [.. rename.Column.Values.SkipLast(1)];
        var row = (StructType)SchemaPath.TypeAt(snapshot.Schema, parent)!;
        if (row.Find(rename.NewName.Value) is { } other && other != field)
            throw new SqlException("FIELD_ALREADY_EXISTS", "42710", $"Cannot rename column, because `{rename.NewName.Value}` already exists in \"{DeltaSchema.ToSpark(row).Sql}\".", rename.NewName.Span, "Choose another name.");
        var metadata = snapshot.Metadata.WithSchema(SchemaPath.EditField(snapshot.Schema, rename.Column.Values, one => one with { Name = rename.NewName.Value }));
        if (parent.Count == 0)
            metadata = metadata with { PartitionColumns = [.. metadata.PartitionColumns.Select(name => name == field.Name ? rename.NewName.Value : name)] };
        var parameters = new Dictionary<string, string>
        {
            ["oldColumnPath"] = OperationParameters.Text(OperationParameters.Path(rename.Column.Values)),
            ["newColumnPath"] = OperationParameters.Text(OperationParameters.Path([.. parent, rename.NewName.Value])),
        };
        return new TableChange(session, transaction).Stage(snapshot, metadata, "RENAME COLUMN", parameters, command);
    }

    private void CheckDrop(QualifiedName column, TableEntry table)
    {
        var snapshot = table.Snapshot();
        var field = CommandColumns.Field(snapshot.Schema, column);
        if (!ColumnMapping.IsOn(snapshot.Configuration))
            throw new SqlException("DELTA_UNSUPPORTED_DROP_COLUMN", "0AKDC", "DROP COLUMN is not supported for your Delta table.", column.Span, MappingHint);
        if (column.Parts.Count == 1 && snapshot.PartitionColumns.Contains(field.Name))
            throw new SqlException("DELTA_UNSUPPORTED_DROP_PARTITION_COLUMN", "0AKDC", $"Dropping partition columns ({field.Name}) is not allowed.", column.Span, "Make the table anew without the partitioning.");
        if (ClusteringColumns.Of(snapshot).Any(path => path.SequenceEqual(column.Values, StringComparer.OrdinalIgnoreCase)))
            throw new SqlException("DELTA_UNSUPPORTED_DROP_CLUSTERING_COLUMN", "0AKDC", $"Dropping clustering columns ({column}) is not allowed.", column.Span, "ALTER TABLE … CLUSTER BY other columns first.");
        new DependentConstraints(session, transaction).Check(table, column, "drop");
    }

    private static StructType Without(StructType schema, QualifiedName column) => SchemaPath.EditStruct(schema, [.. column.Values.SkipLast(1)], row =>
    {
        var left = row.Fields.Where(field => !field.Name.Equals(column.Values[^1], StringComparison.OrdinalIgnoreCase)).ToList();
        return left.Count > 0
            ? new StructType(left)
            : throw new SqlException("DELTA_DROP_COLUMN_ON_SINGLE_FIELD_SCHEMA", "0AKDC", $"Cannot drop column from a schema with a single column: {column}.", column.Span, "Drop the table or the whole struct.");
    });
}
