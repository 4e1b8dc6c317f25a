using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>ALTER TABLE and ALTER VIEW: who does which action.</summary>
internal sealed class AlterTableCommands(SqlSession session, WarehouseTransaction transaction)
{
    internal IQueryResult Run(AlterTableStatement alter, BoundCommand command, CancellationToken cancellation)
    {
        if (alter.Action is RenameTableAction rename)
            return new RenameCommands(session, transaction).Run(alter, rename, command);
        if (alter.IsView)
            return View(alter, command);
        var table = command.Reads[0] as TableEntry ?? throw CommandTables.UseAlterView(alter.Name);
        return alter.Action switch
        {
            AddColumnsAction add => new AddColumnCommands(session, transaction).Run(add, table, command),
            DropColumnsAction drop => new DropColumnCommands(session, transaction).Run(drop, table, command),
            RenameColumnAction column => new DropColumnCommands(session, transaction).Rename(column, table, command),
            AlterColumnAction column => new ChangeColumnCommands(session, transaction).Run(column, table, command),
            SetPropertiesAction set => new TablePropertyCommands(session, transaction).Set(set, table, command),
            UnsetPropertiesAction unset => new TablePropertyCommands(session, transaction).Unset(unset, table, command),
            AddConstraintAction add => new ConstraintCommands(session, transaction).Add(add, table, command, cancellation),
            DropConstraintAction drop => new ConstraintCommands(session, transaction).Drop(drop, table, command),
            ClusterByAction cluster => new ClusterCommands(session, transaction).Run(cluster, table, command),
            OtherAlterAction other => throw Unsupported($"ALTER TABLE … {other.Name}", other.Span),
            var action => throw Unsupported($"ALTER TABLE … {action.GetType().Name}", action.Span),
        };
    }

    private IQueryResult View(AlterTableStatement alter, BoundCommand command)
    {
        if (command.Reads[0] is not ViewEntry { IsTemporary: false } view)
            throw new SqlException("EXPECT_VIEW_NOT_TABLE.NO_ALTERNATIVE", "42809", $"'ALTER VIEW' expects a permanent view but {CommandColumns.Quoted(alter.Name)} is not one.", alter.Name.Span, "Name a view that CREATE VIEW made.");
        var stored = transaction.State.Views[view.Name];
        var properties = new Dictionary<string, string>(stored.Properties);
        switch (alter.Action)
        {
            case SetPropertiesAction set:
                foreach (var (key, value) in set.Properties.Values)
                    properties[key] = value;
                break;
            case UnsetPropertiesAction unset:
                foreach (var key in unset.Keys)
                    properties.Remove(key);
                break;
            default:
                throw Unsupported("ALTER VIEW of anything but its query, name and properties", alter.Action.Span);
        }

        transaction.Stage(new Metastore.PutView(stored with { Properties = properties }));
        return RowList.Nothing;
    }

    private static SqlException Unsupported(string what, SourceSpan span) => new("UNSUPPORTED_FEATURE", "0A000", $"The feature is not supported: {what}.", span, "Run it with an engine that has it, or rewrite the statement.");
}
