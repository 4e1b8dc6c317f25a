using System.CommandLine;
using Edlake.Cli.Output;
using Edlake.Comparison;
using Edlake.Diagnostics;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Sessions;

namespace Edlake.Cli.Commands;

/// <summary><c>edlake diff</c>: two tables, or two versions of one, by exact value.</summary>
internal static class DiffCommand
{
    private const string Text =
        """
        Compare two tables, or two versions of one: columns, then rows by exact value.

        Examples:
          edlake diff gold.revenue_daily@v3 gold.revenue_daily
          edlake diff gold.revenue_daily@2026-11-01 gold.revenue_daily --key payment_date,course_id,payment_method
          edlake diff silver.dim_user silver.dim_user --workspace-b ../other/workspace --output json

        Exit codes: 0 equal, 1 different, 2 wrong command line, 3 not comparable (no such table or version, a type without equality).
        """;

    internal static Command Make(Terminal terminal)
    {
        var surroundings = new Surroundings();
        var a = new Argument<string>("A") { Description = "A table: gold.x, gold.x@v3 (a version), gold.x@2026-11-01 (the version of that time, UTC), delta.`/path`." };
        var b = new Argument<string>("B") { Description = "What to hold it against, written the same way." };
        var key = new Option<string?>("--key", "-k") { Description = "Columns that rows are paired up by, separated by commas. Default: the primary key that both tables declare, else none. It says which rows changed, never whether the tables are equal.", HelpName = "a,b" };
        var limit = new Option<int>("--limit", "-n") { Description = "List at most so many rows that differ; counts are always complete.", DefaultValueFactory = _ => 20, HelpName = "N" };
        var workspaceB = new Option<string?>("--workspace-b") { Description = "The workspace of B, where it is another one.", HelpName = "DIR" };
        var output = new Option<string>("--output", "-o") { Description = "text for people, json for programs.", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        var command = new Command("diff", Text) { a, b, key, limit, workspaceB, output };
        surroundings.AddWorkspaceTo(command);
        surroundings.AddEngineTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var (nameA, nameB) = (TableReference.Parse(parsed.GetValue(a)!), TableReference.Parse(parsed.GetValue(b)!));
            var options = new ComparisonOptions(Columns(parsed.GetValue(key)), CommonOptions.ListedRows(parsed.GetValue(limit)));
            var warehouse = surroundings.OpenWarehouse(parsed, cancellation);
            var warehouseB = parsed.GetValue(workspaceB) is { } folder ? WarehouseIn(folder, cancellation) : warehouse;
            var engine = new Lazy<IEngine>(surroundings.EngineOf(parsed).Open);
            try
            {
                var session = new SqlSession(warehouse, () => engine.Value);
                var comparison = new TableComparer(session).Compare(nameA.Find(warehouse), nameB.Find(warehouseB), options, cancellation);
                if (parsed.GetValue(output) == "json")
                    terminal.Data.WriteLine(ComparisonJson.Of(comparison));
                else
                    ComparisonText.Write(terminal.Out, comparison);
                return Task.FromResult(comparison.AreEqual ? ExitCode.Success : ExitCode.Different);
            }
            catch (Exception error) when (ErrorText.IsExpected(error))
            {
                // Exit code 1 says that the tables differ, which is not known here.
                ErrorText.Write(terminal.Error, error);
                return Task.FromResult(ExitCode.Invalid);
            }
            finally
            {
                if (engine.IsValueCreated)
                    engine.Value.Dispose();
            }
        });
        return command;
    }

    private static IReadOnlyList<string>? Columns(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static Warehouse WarehouseIn(string folder, CancellationToken cancellation)
    {
        var root = Path.GetFullPath(folder);
        return Directory.Exists(root)
            ? Warehouse.Open(new Workspace(root, root), cancellation)
            : throw new EdlakeException("INVALID_PARAMETER", $"There is no workspace {root}.", "Name the folder that --workspace named when the tables were made.");
    }
}
