using System.CommandLine;
using System.Globalization;
using Edlake.Cli.Output;
using Edlake.Delta;
using Edlake.Publishing;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Spectre.Console;

namespace Edlake.Cli.Commands;

/// <summary><c>edlake history</c>: the versions of a table, or the newest of every table.</summary>
internal static class HistoryCommand
{
    internal static Command Make(Terminal terminal)
    {
        var surroundings = new Surroundings();
        var table = new Argument<string?>("TABLE") { Description = "A table, such as gold.revenue_daily. Default: the newest version of every table.", Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int>("--limit", "-n") { Description = "At most so many versions.", DefaultValueFactory = _ => 20, HelpName = "N" };
        var command = new Command("history", "Show who wrote what and when.\n\nExamples:\n  edlake history\n  edlake history gold.revenue_daily -n 5") { table, limit };
        surroundings.AddWorkspaceTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var warehouse = surroundings.OpenWarehouse(parsed, cancellation);
            if (parsed.GetValue(table) is { } name)
                WriteVersions(terminal, TableNamed(warehouse, name), name, parsed.GetValue(limit));
            else
                WriteTables(terminal, warehouse);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static DeltaTable TableNamed(Warehouse warehouse, string name)
    {
        var parts = SqlParser.ParseName(name);
        var full = parts switch
        {
            [var only] => new TableName(TableName.DefaultCatalog, Metastore.WarehouseLayout.DefaultSchema, only),
            [var schema, var one] => new TableName(TableName.DefaultCatalog, schema, one),
            _ => new TableName(Metastore.WarehouseLayout.Canonical(parts[0]), parts[1], parts[2]),
        };
        var folder = warehouse.Begin().FolderOf(full);
        return DeltaTable.Exists(folder) ? DeltaTable.Open(folder) : throw new SqlException("TABLE_OR_VIEW_NOT_FOUND", "42P01", $"The table or view {full.Quoted} cannot be found.", null, "`edlake history` lists the tables there are.");
    }

    private static void WriteVersions(Terminal terminal, DeltaTable table, string name, int limit)
    {
        var shown = new Table().Border(TableBorder.Simple).Title(Markup.Escape(name));
        foreach (var heading in new[] { "version", "when (UTC)", "operation", "rows", "files", "engine" })
            shown.AddColumn(heading);
        foreach (var entry in table.History(limit))
        {
            var metrics = entry.CommitInfo?.OperationMetrics;
            shown.AddRow(
                entry.Version.ToString(CultureInfo.InvariantCulture),
                entry.Timestamp.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                Markup.Escape(entry.CommitInfo?.Operation ?? ""),
                metrics?.GetValueOrDefault("numOutputRows") ?? "",
                metrics?.GetValueOrDefault("numFiles") ?? metrics?.GetValueOrDefault("numAddedFiles") ?? "",
                Markup.Escape(entry.CommitInfo?.EngineInfo ?? ""));
        }

        terminal.Out.Write(shown);
    }

    private static void WriteTables(Terminal terminal, Warehouse warehouse)
    {
        var shown = new Table().Border(TableBorder.Simple);
        foreach (var heading in new[] { "table", "version", "when (UTC)", "operation", "rows" })
            shown.AddColumn(heading);
        var schemas = warehouse.Layout.SchemaFolders(TableName.DefaultCatalog).Append(Metastore.WarehouseLayout.DefaultSchema);
        foreach (var (schema, table) in schemas.SelectMany(schema => warehouse.Layout.TableFolders(TableName.DefaultCatalog, schema).Select(table => (schema, table))))
        {
            var delta = DeltaTable.Open(warehouse.Layout.TableFolder(new TableName(TableName.DefaultCatalog, schema, table)));
            var newest = delta.History(1) is [var entry, ..] ? entry : null;
            shown.AddRow(
                Markup.Escape($"{schema}.{table}"),
                newest?.Version.ToString(CultureInfo.InvariantCulture) ?? "",
                newest?.Timestamp.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "",
                Markup.Escape(newest?.CommitInfo?.Operation ?? ""),
                delta.Latest().RecordCount?.ToString("N0", CultureInfo.InvariantCulture) ?? "");
        }

        terminal.Out.Write(shown);
    }
}
