using Edlake.Delta.Transactions;
using Edlake.Engines;
using Edlake.Metastore;
using Edlake.Publishing;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>CREATE TABLE with a list of columns, DROP TABLE.</summary>
internal sealed class TableCommands(SqlSession session, WarehouseTransaction transaction)
{
    internal IQueryResult Create(CreateTableStatement create, BoundCommand command)
    {
        var name = session.Names.Full(create.Name.Values);
        var definitions = new TableDefinitions(session, transaction);
        if (!definitions.MayCreate(create, name))
            return RowList.Nothing;
        if (create.Columns.Count == 0 && create.Location is { } location && transaction.SnapshotOf(session.Warehouse.Workspace.Resolve(location)).Exists)
        {
            definitions.Register(name, location);
            return RowList.Nothing;
        }

        var table = definitions.ForColumns(name, create);
        var operation = create.IsReplace ? create.IsCreate ? "CREATE OR REPLACE TABLE" : "REPLACE TABLE" : "CREATE TABLE";
        var begun = Transaction.Begin(table.Base).SetMetadata(table.Metadata);
        if (table.Base.Exists)
            begun.RemoveAll();
        if (TableDefinitions.Clustering(create, table.Metadata) is { } clustering)
            begun.SetDomain(clustering);
        var parameters = CreateParameters.Of(table.Metadata, create.Comment, create.ClusterBy.Select(column => column.Values), create.Location is null, create.Properties.Values);
        var context = session.Context(command);
        transaction.Stage(begun.Stage(operation, parameters, new Dictionary<string, string>(), context.EngineInfo, context.UserMetadata));
        definitions.Register(name, create.Location);
        return RowList.Nothing;
    }

    internal IQueryResult Drop(DropStatement drop)
    {
        var name = session.Names.Full(drop.Name.Values);
        if (transaction.Find(name) is null)
            return drop.IfExists ? RowList.Nothing : throw NotFound(drop.Name);
        var location = transaction.State.Tables.GetValueOrDefault(name);
        var moved = transaction.Changes.OfType<MoveTable>().LastOrDefault(move => move.To.Equals(name));
        transaction.Stage(new DropTable(name, location is { IsExternal: true } ? null : moved?.Target ?? transaction.FolderOf(name)));
        return RowList.Nothing;
    }

    internal static SqlException NotFound(QualifiedName name) => new(
        "TABLE_OR_VIEW_NOT_FOUND", "42P01", $"The table or view {string.Join('.', name.Values.Select(part => $"`{part}`"))} cannot be found. Verify the spelling and correctness of the schema and catalog.", name.Span, "Add IF EXISTS to tolerate the error on drop.");
}
