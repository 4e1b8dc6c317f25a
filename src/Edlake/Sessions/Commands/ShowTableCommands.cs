using System.Globalization;
using System.Text;
using Edlake.Delta.Snapshots;
using Edlake.Engines;
using Edlake.Metastore;
using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sessions.Commands;

/// <summary>SHOW of what a table or view is: its columns, properties, text, and TABLE EXTENDED.</summary>
internal sealed class ShowTableCommands(SqlSession session, WarehouseTransaction transaction)
{
    internal IQueryResult Columns(BoundCommand command)
    {
        var entry = command.Reads[0];
        return new RowList(
            new StructType([new StructField("col_name", new StringType(), entry is TableEntry)]),
            [.. new DescribedObject(session, transaction).Columns(entry).Select(column => new object?[] { column.Name })]);
    }

    internal IQueryResult Properties(ShowStatement show, BoundCommand command)
    {
        var (name, properties) = command.Reads[0] switch
        {
            TableEntry table => (table.Name.FullText(), TablePropertyList.Of(table.Snapshot())),
            ViewEntry { IsTemporary: false } view => (view.Name.FullText(), new SortedDictionary<string, string>(transaction.State.Views[view.Name].Properties.ToDictionary(), StringComparer.Ordinal)),
            _ => (show.Name!.ToString(), new SortedDictionary<string, string>()),
        };
        var rows = show.Key is not { } key
            ? properties.Select(pair => new object?[] { pair.Key, pair.Value })
            : [[key, properties.GetValueOrDefault(key) ?? $"Table {name} does not have property: {key}"]];
        return new RowList(new StructType([CommandSchema.Text("key"), CommandSchema.Text("value")]), [.. rows]);
    }

    internal IQueryResult CreateTable(ShowStatement show, BoundCommand command)
    {
        if (command.Reads[0] is TableEntry)
            throw new SqlException("DELTA_OPERATION_NOT_ALLOWED", "0AKDC", "Operation not allowed: `SHOW CREATE TABLE` is not supported for Delta tables.", show.Span, "Use DESCRIBE TABLE EXTENDED and DESCRIBE DETAIL.");
        if (command.Reads[0] is not ViewEntry { IsTemporary: false } view)
            throw new SqlException("EXPECT_PERMANENT_VIEW_NOT_TEMP", "42809", $"'SHOW CREATE TABLE' expects a permanent view but `{show.Name}` is a temp view.", show.Name!.Span, "Use the statement that made the temporary view.");
        var stored = transaction.State.Views[view.Name];
        return new RowList(new StructType([CommandSchema.Text("createtab_stmt")]), [[ViewText(stored, new DescribedObject(session, transaction).Columns(view))]]);
    }

    internal static IQueryResult Partitions(ShowStatement show, BoundCommand command) => command.Reads[0] is TableEntry table
        ? throw new SqlException(
            "INVALID_PARTITION_OPERATION.PARTITION_MANAGEMENT_IS_UNSUPPORTED", "42601", $"The partition command is invalid. Table {table.Name.Quoted} does not support partition management.", show.Name!.Span, $"SELECT DISTINCT {string.Join(", ", table.PartitionColumns.DefaultIfEmpty("…"))} FROM {table.Name}")
        : throw CommandTables.NotTable(show.Name!, "SHOW PARTITIONS");

    internal IQueryResult Extended(ShowStatement show)
    {
        var catalog = session.Catalog(transaction);
        var (place, schema) = new ShowCommands(session, transaction).Schema(show);
        var pattern = new NamePattern(show.Pattern);
        var tables = catalog.Tables(place, schema).Where(pattern.Fits).Select(name => new TableName(place, schema, name)).Select(name => Row(name, TableInformation(name)));
        var views = catalog.Views(place, schema).Where(pattern.Fits).Select(name => new TableName(place, schema, name)).Select(name => Row(name, ViewInformation(name)));
        return new RowList(
            new StructType([CommandSchema.Text("namespace"), CommandSchema.Text("tableName"), new StructField("isTemporary", new BooleanType(), false), CommandSchema.Text("information")]),
            [.. tables.Concat(views).OrderBy(row => (string)row[1]!, StringComparer.OrdinalIgnoreCase)]);
    }

    private static object?[] Row(TableName name, string information) => [name.Schema, name.Name, false, information];

    private string TableInformation(TableName name)
    {
        var snapshot = transaction.Find(name) ?? throw new InvalidOperationException($"The table {name} was listed and is not there.");
        var isExternal = transaction.State.Tables.GetValueOrDefault(name) is { IsExternal: true };
        return Lines(
            ("Catalog", name.Catalog), ("Database", name.Schema), ("Table", name.Name), ("Created Time", Time(snapshot)), ("Last Access", "UNKNOWN"),
            ("Type", isExternal ? "EXTERNAL" : "MANAGED"), ("Provider", "delta"), ("Comment", snapshot.Metadata.Description), ("Location", LocationText.Of(snapshot.TablePath)),
            ("Partition Provider", "Catalog"));
    }

    private string ViewInformation(TableName name)
    {
        var view = transaction.State.Views[name];
        return Lines(
            ("Catalog", name.Catalog), ("Database", name.Schema), ("Table", name.Name), ("Last Access", "UNKNOWN"), ("Type", "VIEW"), ("Comment", view.Comment),
            ("View Text", view.Text), ("View Original Text", view.Text), ("View Catalog and Namespace", $"{view.Catalog}.{view.Schema}"));
    }

    private static string Lines(params (string Name, string? Value)[] lines) =>
        string.Concat(lines.Where(line => line.Value is not null).Select(line => $"{line.Name}: {line.Value}\n"));

    private static string? Time(Snapshot snapshot) => snapshot.Metadata.CreatedTime is { } millis
        ? DateTimeOffset.FromUnixTimeMilliseconds(millis).ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture)
        : null;

    private static string ViewText(StoredView view, IReadOnlyList<BoundColumn> columns)
    {
        var text = new StringBuilder($"CREATE VIEW {view.Name} (\n");
        text.AppendJoin(",\n", columns.Select(column => $"  {StructField.QuoteWhenNeeded(column.Name)}{(column.Comment is null ? "" : $" COMMENT {Literal(column.Comment)}")}")).Append(")\n");
        if (view.Comment is not null)
            text.Append(CultureInfo.InvariantCulture, $"COMMENT {Literal(view.Comment)}\n");
        if (view.Properties.Count > 0)
            text.Append("TBLPROPERTIES (\n").AppendJoin(",\n", view.Properties.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"  {Literal(pair.Key)} = {Literal(pair.Value)}")).Append(")\n");
        return text.Append(CultureInfo.InvariantCulture, $"WITH SCHEMA COMPENSATION\nAS {view.Text}\n").ToString();
    }

    private static string Literal(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
