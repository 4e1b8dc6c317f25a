using System.Text.Json;
using Edlake.Delta.Transactions;
using Edlake.Engines;
using Edlake.Metastore;
using Edlake.Publishing;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>CREATE TABLE with a list of columns, DROP TABLE.</summary>
internal sealed class TableCommands(SqlSession session, WarehouseTransaction transaction)
{
    internal IQueryResult Create(CreateTableStatement create)
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
        transaction.Stage(begun.Stage(operation, Parameters(create, table), new Dictionary<string, string>(), session.Context(Empty(create)).EngineInfo));
        definitions.Register(name, create.Location);
        return RowList.Nothing;
    }

    internal IQueryResult Drop(DropStatement drop)
    {
        var name = session.Names.Full(drop.Name.Values);
        if (transaction.Find(name) is null)
            return drop.IfExists ? RowList.Nothing : throw NotFound(drop.Name);
        var location = transaction.State.Tables.GetValueOrDefault(name);
        transaction.Stage(new DropTable(name, location is { IsExternal: true } ? null : transaction.FolderOf(name)));
        return RowList.Nothing;
    }

    internal static SqlException NotFound(QualifiedName name) => new(
        "TABLE_OR_VIEW_NOT_FOUND", "42P01", $"The table or view {string.Join('.', name.Values.Select(part => $"`{part}`"))} cannot be found. Verify the spelling and correctness of the schema and catalog.", name.Span, "Add IF EXISTS to tolerate the error on drop.");

    private static Dictionary<string, string> Parameters(CreateTableStatement create, NewTable table) => new()
    {
        ["partitionBy"] = Text(JsonSerializer.Serialize(table.Metadata.PartitionColumns)),
        ["clusterBy"] = Text("[]"),
        ["description"] = create.Comment is null ? "null" : Text(create.Comment),
        ["isManaged"] = Text(create.Location is null ? "true" : "false"),
        ["properties"] = Text(JsonSerializer.Serialize(table.Metadata.Configuration)),
    };

    private static string Text(string text) => JsonSerializer.Serialize(text);

    private static Sql.Binding.BoundCommand Empty(CreateTableStatement create) => new([]) { Syntax = create, Text = new SourceText("") };
}
