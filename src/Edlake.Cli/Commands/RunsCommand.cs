using System.CommandLine;
using System.Globalization;
using Edlake.Cli.Output;
using Spectre.Console;

namespace Edlake.Cli.Commands;

/// <summary><c>edlake runs</c>.</summary>
internal static class RunsCommand
{
    internal static Command Make(Terminal terminal)
    {
        var surroundings = new Surroundings();
        var limit = new Option<int>("--limit", "-n") { Description = "At most so many runs.", DefaultValueFactory = _ => 20, HelpName = "N" };
        var output = new Option<string>("--output", "-o") { Description = "text for people, json for programs.", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        var command = new Command("runs", "Show the runs of this workspace, newest first.\n\nExamples:\n  edlake runs\n  edlake runs -n 1 --output json") { limit, output };
        surroundings.AddWorkspaceTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var runs = surroundings.OpenWarehouse(parsed, cancellation).Metastore.Runs(parsed.GetValue(limit));
            if (parsed.GetValue(output) == "json")
            {
                terminal.Data.WriteLine(RunJson.Of(runs));
                return Task.FromResult(ExitCode.Success);
            }

            var table = new Table().Border(TableBorder.Simple);
            foreach (var heading in new[] { "run", "job", "target", "status", "started (UTC)", "seconds", "tasks", "rows kept", "error" })
                table.AddColumn(heading);
            foreach (var run in runs)
            {
                table.AddRow(
                    run.RunId, Markup.Escape(run.Job), Markup.Escape(run.Target), StatusText.Markup(run.Status),
                    run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                    run.Duration.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture),
                    run.Tasks.Count.ToString(CultureInfo.InvariantCulture),
                    run.Tasks.Sum(task => task.Rows?.Kept ?? 0).ToString("N0", CultureInfo.InvariantCulture),
                    Markup.Escape(run.Error ?? ""));
            }

            terminal.Out.Write(table);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
