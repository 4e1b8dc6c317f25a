using System.Text.Json;
using Edlake.Engines;
using Edlake.Sql.Binding;
using Edlake.Sql.Syntax;

namespace Edlake.DuckDb.Writing;

/// <summary>CREATE TABLE AS and CREATE OR REPLACE TABLE AS.</summary>
internal sealed class CreateTableWriter(StatementRun run)
{
    internal WriteOutcome Write(BoundCreateTableAs create)
    {
        var place = run.Context.NewTable ?? throw new InvalidOperationException("The context of a CREATE TABLE AS lacks the new table.");
        using var table = new TableTransaction(run, place.Base, place.Metadata);
        var replaced = RowCounts.Of(run, place.Base, place.Base.Files);
        if (place.Base.Exists)
            table.Delta.RemoveAll();
        foreach (var file in new RowWriter(run, table).Write(run.Scans.Prepare(create.Source), create.Checks))
            table.Delta.Add(file);
        var commit = table.Stage(Operation(create), Parameters(create, place), new Dictionary<string, long>
        {
            ["numFiles"] = table.Files.Count,
            ["numOutputRows"] = table.Files.Rows,
            ["numOutputBytes"] = table.Files.Bytes,
        });
        return new WriteOutcome(commit, run.Scans.Reads(), table.Files.Rows) { RowsDeleted = replaced, FilesSkipped = run.Scans.FilesSkipped };
    }

    private static string Operation(BoundCreateTableAs create) => create.Syntax switch
    {
        CreateTableStatement { IsReplace: true, IsCreate: true } => "CREATE OR REPLACE TABLE AS SELECT",
        CreateTableStatement { IsReplace: true } => "REPLACE TABLE AS SELECT",
        _ => "CREATE TABLE AS SELECT",
    };

    private static Dictionary<string, object?> Parameters(BoundCreateTableAs create, NewTable place) => new()
    {
        ["partitionBy"] = TableTransaction.NameList(place.Metadata.PartitionColumns),
        ["clusterBy"] = "[]",
        ["description"] = place.Metadata.Description,
        ["isManaged"] = create.Syntax is CreateTableStatement { Location: not null } ? "false" : "true",
        ["properties"] = JsonSerializer.Serialize(place.Metadata.Configuration),
    };
}
