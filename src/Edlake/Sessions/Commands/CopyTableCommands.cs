using System.Globalization;
using Edlake.Delta.Actions;
using Edlake.Delta.Schema;
using Edlake.Delta.Snapshots;
using Edlake.Delta.TableFeatures;
using Edlake.Delta.Transactions;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;
using StructType = Edlake.Sql.Types.StructType;

namespace Edlake.Sessions.Commands;

/// <summary>CREATE TABLE … LIKE, SHALLOW CLONE and DEEP CLONE.</summary>
internal sealed class CopyTableCommands(SqlSession session, WarehouseTransaction transaction)
{
    private static readonly StructType CloneColumns = new([.. CommandSchema.Of(
        new LongType(), "source_table_size", "source_num_of_files", "num_removed_files", "num_copied_files", "removed_files_size", "copied_files_size")]);

    internal IQueryResult Run(CopyTableStatement copy, BoundCommand command)
    {
        var name = session.Names.Full(copy.Name.Values);
        if (!MayCreate(copy, name))
            return RowList.Nothing;
        transaction.TakeBackDrop(name);
        var folder = copy.Location is { } location ? session.Warehouse.Workspace.Resolve(location)
            : TableDefinitions.IsPath(name) ? session.Warehouse.Workspace.Resolve(name.Name)
            : transaction.FolderOf(name);
        var result = copy.Kind == "like" ? Like(copy, command, transaction.SnapshotOf(folder)) : Copied(copy, command, transaction.SnapshotOf(folder));
        new TableDefinitions(session, transaction).Register(name, copy.Location);
        return result;
    }

    private bool MayCreate(CopyTableStatement copy, TableName name)
    {
        if (copy.Provider is not (null or "delta"))
            throw new SqlException("UNSUPPORTED_FEATURE", "0A000", $"The feature is not supported: tables USING {copy.Provider}.", copy.Name.Span, "Leave USING out, or write USING delta.");
        if (!TableDefinitions.IsPath(name) && !session.Catalog(transaction).SchemaExists(name.Catalog, name.Schema))
            throw SchemaCommands.NotFound(name.Catalog, name.Schema, copy.Name.Span);
        var isView = transaction.State.Views.ContainsKey(name);
        if (!isView && (copy.IsReplace || transaction.Find(name) is null))
            return true;
        return copy.IfNotExists && !isView
            ? false
            : throw new SqlException("DELTA_TABLE_ALREADY_EXISTS", "42P07", $"Table {name.Quoted} already exists.", copy.Name.Span, "Choose another name, or add IF NOT EXISTS.");
    }

    private RowList Like(CopyTableStatement copy, BoundCommand command, Snapshot target)
    {
        var metadata = ColumnMapping.Complete(Metadata(copy, command.Reads[0]), hasFiles: false);
        var parameters = CreateParameters.Of(metadata, metadata.Description, [], copy.Location is null, metadata.Configuration);
        var begun = Transaction.Begin(target).SetMetadata(target.Exists ? metadata with { Id = target.Metadata.Id } : metadata);
        if (target.Exists)
            begun.RemoveAll();
        var context = session.Context(command);
        transaction.Stage(begun.Stage(copy.IsReplace ? "CREATE OR REPLACE TABLE" : "CREATE TABLE", parameters, new Dictionary<string, string>(), context.EngineInfo, context.UserMetadata));
        return RowList.Nothing;
    }

    private Metadata Metadata(CopyTableStatement copy, CatalogEntry source)
    {
        var own = TableProperties.Checked(copy.Properties.Values);
        if (source is not TableEntry table)
        {
            var columns = new DescribedObject(session, transaction).Columns(source);
            return Delta.Actions.Metadata.Create(
                DeltaSchema.ToDelta(new StructType([.. columns.Select(column => new Sql.Types.StructField(column.Name, column.Type) { Comment = column.Comment })])), configuration: own);
        }

        var copied = ColumnMapping.Without(table.Snapshot().Metadata);
        var configuration = new Dictionary<string, string>(copied.Configuration);
        foreach (var (key, value) in own)
            configuration[key] = value;
        return Delta.Actions.Metadata.Create(copied.Schema, copied.PartitionColumns, configuration, description: copied.Description);
    }

    private RowList Copied(CopyTableStatement copy, BoundCommand command, Snapshot target)
    {
        var source = command.Table(copy.Source, "CLONE");
        var context = session.Context(command);
        var commit = Clone.Stage(
            source.Snapshot(), target, copy.Kind == "deep clone", source.Name.FullText(), TableProperties.Checked(copy.Properties.Values), context.EngineInfo);
        transaction.Stage(commit);
        var metrics = commit.Info.OperationMetrics!;
        object? Number(string key) => long.Parse(metrics[key], CultureInfo.InvariantCulture);
        return new RowList(CloneColumns,
            [[Number("sourceTableSize"), Number("sourceNumOfFiles"), Number("numRemovedFiles"), Number("numCopiedFiles"), Number("removedFilesSize"), Number("copiedFilesSize")]]);
    }
}
