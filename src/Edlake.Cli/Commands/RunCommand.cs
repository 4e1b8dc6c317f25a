using System.CommandLine;
using Edlake.Bundles;
using Edlake.Cli.Output;
using Edlake.Running;
using Spectre.Console;

namespace Edlake.Cli.Commands;

/// <summary><c>edlake run</c>.</summary>
internal static class RunCommand
{
    private const int MostTasks = 4;

    internal static Command Make(Terminal terminal)
    {
        var surroundings = new Surroundings();
        var job = new Argument<string?>("JOB") { Description = "The job's key or name. Default: the only one.", Arity = ArgumentArity.ZeroOrOne };
        job.Validators.Add(result =>
        {
            // The parser takes an option it does not know for the argument.
            if (result.Tokens is [{ Value: ['-', ..] unknown }])
                result.AddError($"Unrecognized command or argument '{unknown}'.");
        });
        var target = CommonOptions.Target();
        var variables = CommonOptions.Variables();
        var parameters = CommonOptions.Parameters();
        var full = new Option<bool>("--full") { Description = "Run every task, also one with nothing new." };
        var parallel = new Option<int?>("--parallel") { Description = "Tasks at once, where the DAG allows. Default: as many as there are cores, 4 at most.", HelpName = "N" };
        var output = new Option<string>("--output", "-o") { Description = "text for people, json for programs.", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        var command = new Command("run", "Run a job of the bundle: all of it is published at the end, or nothing.\n\nExamples:\n  edlake run\n  edlake run bootcamp --target prod --param resent_files=stop\n  edlake run --output json | jq .tasks") { job, target, variables, parameters, full, parallel, output };
        surroundings.AddWorkspaceTo(command);
        surroundings.AddEngineTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var bundle = BundleReader.Read(surroundings.BundleFolder(parsed), parsed.GetValue(target), Surroundings.Pairs(parsed.GetValue(variables)), Surroundings.EnvironmentVariables());
            foreach (var warning in bundle.Warnings)
                terminal.Error.WriteLine($"warning: {warning}");
            var chosen = bundle.FindJob(parsed.GetValue(job));
            var warehouse = surroundings.OpenWarehouse(parsed, cancellation);
            var options = new RunOptions(Surroundings.Pairs(parsed.GetValue(parameters)), parsed.GetValue(full), parsed.GetValue(parallel) ?? Math.Clamp(Environment.ProcessorCount, 1, MostTasks));
            if (!surroundings.IsDatabricks(parsed) && SampleUpload.Run(bundle, chosen, options, warehouse.Workspace) is { } uploaded)
                terminal.Error.WriteLine(uploaded);
            using var view = RunView.For(terminal.Error, chosen);
            var report = await surroundings.RunnerOf(parsed, warehouse, view, cancellation).RunAsync(bundle, chosen, options, cancellation).ConfigureAwait(false);
            view.Dispose();
            if (parsed.GetValue(output) == "json")
                await terminal.Data.WriteLineAsync(RunJson.Of(report)).ConfigureAwait(false);
            else
                RunSummary.Write(terminal, report);
            return report.Record.Status switch
            {
                RunStatus.Succeeded or RunStatus.Skipped => ExitCode.Success,
                RunStatus.Cancelled => ExitCode.Cancelled,
                _ => ExitCode.Failed,
            };
        });
        return command;
    }
}
