using Edlake.Delta.Snapshots;
using Edlake.Diagnostics;
using Edlake.Engines;
using Edlake.Metastore;
using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>RENAME TO of tables and views: a table keeps its folder, the metastore learns where it is.</summary>
internal sealed class RenameCommands(SqlSession session, WarehouseTransaction transaction)
{
    internal IQueryResult Run(AlterTableStatement alter, RenameTableAction rename, BoundCommand command)
    {
        var name = session.Names.Full(rename.NewName.Values);
        if (!session.Catalog(transaction).SchemaExists(name.Catalog, name.Schema))
            throw SchemaCommands.NotFound(name.Catalog, name.Schema, rename.NewName.Span);
        if (transaction.Find(name) is not null || transaction.State.Views.ContainsKey(name))
            throw new SqlException("TABLE_OR_VIEW_ALREADY_EXISTS", "42P07", $"Cannot create table or view {name.Quoted} because it already exists.", rename.NewName.Span, "Choose another name.");
        switch (command.Reads[0])
        {
            case ViewEntry { IsTemporary: false } when !alter.IsView:
                throw CommandTables.UseAlterView(alter.Name);
            case TableEntry table when !alter.IsView && !TableDefinitions.IsPath(table.Name):
                Table(table.Name, name, table.Snapshot());
                break;
            case ViewEntry { IsTemporary: false } view:
                var stored = transaction.State.Views[view.Name];
                transaction.Stage(new DropView(view.Name));
                transaction.Stage(new PutView(stored with { Name = name }));
                break;
            default:
                throw new SqlException("EXPECT_VIEW_NOT_TABLE.NO_ALTERNATIVE", "42809", $"{CommandColumns.Quoted(alter.Name)} cannot be renamed: it is a table, a path or a temporary view.", alter.Name.Span, "Rename tables with ALTER TABLE, views with ALTER VIEW.");
        }

        return RowList.Nothing;
    }

    private void Table(TableName from, TableName to, Snapshot snapshot)
    {
        if (transaction.State.Tables.GetValueOrDefault(from) is { IsExternal: true })
        {
            transaction.Stage(new MoveTable(from, to, snapshot.TablePath, null));
            return;
        }

        var target = session.Warehouse.Layout.TableFolder(to);
        if (transaction.Changes.Any(change => change is MoveTable move && move.To.Equals(from)) || Directory.Exists(target))
        {
            throw new EdlakeException(
                "TABLE_FOLDER_IN_USE", $"{from} cannot become {to}: it was renamed in this run already, or the folder {target} is taken.",
                "Rename a table once in a run; remove the folder if nothing needs it.");
        }

        transaction.Stage(new MoveTable(from, to, snapshot.TablePath, target));
    }
}
