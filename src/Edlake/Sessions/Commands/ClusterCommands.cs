using Edlake.Delta.Schema;
using Edlake.Delta.TableFeatures;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>ALTER TABLE … CLUSTER BY: which columns the next OPTIMIZE is to order files by.</summary>
internal sealed class ClusterCommands(SqlSession session, WarehouseTransaction transaction)
{
    internal IQueryResult Run(ClusterByAction cluster, TableEntry table, BoundCommand command)
    {
        var snapshot = table.Snapshot();
        if (snapshot.PartitionColumns.Count > 0)
            throw new SqlException("DELTA_ALTER_TABLE_CLUSTER_BY_ON_PARTITIONED_TABLE_NOT_ALLOWED", "42000", "ALTER TABLE CLUSTER BY cannot be applied to a partitioned table.", cluster.Span, "Make the table anew with CLUSTER BY and without PARTITIONED BY.");
        if (!ProtocolSupport.Has(snapshot.Protocol, "clustering"))
            throw new SqlException("DELTA_ALTER_TABLE_CLUSTER_BY_NOT_ALLOWED", "42000", "ALTER TABLE CLUSTER BY is supported only for Delta table with clustering.", cluster.Span, "Make the table anew with CLUSTER BY.");
        var before = ClusteringColumns.Of(snapshot);
        var after = Checked(cluster.Columns, snapshot.Schema);
        var parameters = new Dictionary<string, string>
        {
            ["oldClusteringColumns"] = OperationParameters.Text(string.Join(',', before.Select(OperationParameters.Path))),
            ["newClusteringColumns"] = OperationParameters.Text(string.Join(',', after.Select(OperationParameters.Path))),
        };
        return new TableChange(session, transaction).Stage(snapshot, snapshot.Metadata, "CLUSTER BY", parameters, command, ClusteringColumns.ToDomain(snapshot.Schema, after));
    }

    /// <summary>The paths of clustering columns. Errors: DELTA_CLUSTER_BY_INVALID_NUM_COLUMNS, DELTA_COLUMN_NOT_FOUND_IN_SCHEMA.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> Checked(IReadOnlyList<QualifiedName> columns, StructType schema)
    {
        if (columns.Count > ClusteringColumns.Most)
            throw new SqlException("DELTA_CLUSTER_BY_INVALID_NUM_COLUMNS", "54000", $"CLUSTER BY for Liquid clustering supports up to {ClusteringColumns.Most} clustering columns, but {columns.Count} were given.", columns[ClusteringColumns.Most].Span, "Name the columns that queries filter by most.");
        foreach (var column in columns)
        {
            if (SchemaPath.Find(schema, column.Values) is null)
                throw new SqlException("DELTA_COLUMN_NOT_FOUND_IN_SCHEMA", "42703", $"Couldn't find column {column} in: {string.Join(", ", schema.Fields.Select(field => field.Name))}.", column.Span, "Name columns of the table.");
        }

        return [.. columns.Select(column => column.Values)];
    }
}
