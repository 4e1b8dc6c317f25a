using System.CommandLine;
using System.Globalization;
using Edlake.Bundles;
using Edlake.Cli.Output;
using Edlake.Diagnostics;
using Edlake.Parity;
using Edlake.Running;
using Spectre.Console;

namespace Edlake.Cli.Commands;

/// <summary><c>edlake parity</c>: the certificate that two engines agree on a project.</summary>
internal static class ParityCommand
{
    private const int MostTasks = 4;

    private const string Text =
        """
        Run a job on two engines, each in a fresh workspace with the same raw files and one fixed clock, and compare every table: columns, rows by
        exact value, properties, constraints, history, and the rows that each task read and wrote. Side A is the embedded engine, side B that of
        --engine and --remote; without them the embedded one again, which shows whether the job does the same each time. Writes parity.md and parity.json.

        Examples:
          edlake parity --remote sc://localhost:15002
          edlake parity bootcamp --remote sc://localhost:15002 --param raw_path=file:/tmp/raw --out /tmp/certificate
          edlake parity --then /tmp/second-delivery

        Exit codes: 0 equal, 1 different or a run failed, 2 wrong command line, 3 wrong bundle, notebook or setting.
        """;

    internal static Command Make(Terminal terminal)
    {
        var surroundings = new Surroundings();
        var job = new Argument<string?>("JOB") { Description = "The job's key or name. Default: the only one.", Arity = ArgumentArity.ZeroOrOne };
        var target = CommonOptions.Target();
        var variables = CommonOptions.Variables();
        var parameters = CommonOptions.Parameters();
        var folder = new Option<string?>("--out") { Description = "Folder for the report and, where they are kept, the two workspaces, a and b. Default: a new one below parity/ in the workspace.", HelpName = "DIR" };
        var later = new Option<string[]>("--then") { Description = "A folder of raw files that come later: after the first run they are copied to the job's raw_path in both workspaces, and the job runs again. May be repeated.", HelpName = "DIR", AllowMultipleArgumentsPerToken = false };
        var keep = new Option<bool>("--keep") { Description = "Keep the two workspaces also when they are equal." };
        var limit = new Option<int>("--limit", "-n") { Description = "List at most so many rows of a table that differ; counts are always complete.", DefaultValueFactory = _ => 20, HelpName = "N" };
        var parallel = new Option<int?>("--parallel") { Description = "Tasks at once, where the DAG allows. Default: as many as there are cores, 4 at most.", HelpName = "N" };
        var output = new Option<string>("--output", "-o") { Description = "text for people, json for programs.", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        var command = new Command("parity", Text) { job, target, variables, parameters, later, folder, keep, limit, parallel, output };
        surroundings.AddWorkspaceTo(command);
        surroundings.AddEngineTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var bundle = BundleReader.Read(surroundings.BundleFolder(parsed), parsed.GetValue(target), Surroundings.Pairs(parsed.GetValue(variables)), Surroundings.EnvironmentVariables());
            var workspace = surroundings.WorkspaceOf(parsed);
            var (chosen, given) = (bundle.FindJob(parsed.GetValue(job)), Surroundings.Pairs(parsed.GetValue(parameters)));
            var plan = new ParityPlan(
                bundle,
                chosen,
                given,
                parsed.GetValue(parallel) ?? Math.Clamp(Environment.ProcessorCount, 1, MostTasks),
                side => surroundings.EmbeddedEngine(parsed, side),
                side => surroundings.EngineOf(parsed, side),
                FolderFor(workspace, parsed.GetValue(folder)),
                CommonOptions.ListedRows(parsed.GetValue(limit)))
            {
                Deliveries = [.. (parsed.GetValue(later) ?? []).Select(delivery => Delivery(delivery, chosen, given))],
            };
            var report = await RunAsync(terminal, plan, workspace, cancellation).ConfigureAwait(false);
            await WriteAsync(terminal, plan, report, parsed.GetValue(output) == "json", cancellation).ConfigureAwait(false);
            if (report.IsEqual && !parsed.GetValue(keep))
                RemoveWorkspaces(plan);
            return report.IsEqual ? ExitCode.Success : ExitCode.Different;
        });
        return command;
    }

    private static string FolderFor(Workspace workspace, string? given) =>
        Path.GetFullPath(given ?? Path.Combine(workspace.Root, "parity", DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)));

    private static Task<ParityReport> RunAsync(Terminal terminal, ParityPlan plan, Workspace rawFiles, CancellationToken cancellation)
    {
        foreach (var side in new[] { plan.WorkspaceA, plan.WorkspaceB })
            AddRawFiles(plan, rawFiles, side, cancellation);
        return new ParityRun(plan, new ParityView(terminal.Error)).RunAsync(cancellation);
    }

    private static RawDelivery Delivery(string folder, Job job, IReadOnlyDictionary<string, string> parameters)
    {
        if (!Directory.Exists(folder))
            throw new EdlakeException("INVALID_PARAMETER", $"There is no folder '{folder}'.", "Check the path.");
        var path = SampleUpload.RawPath(job, parameters) ?? throw new EdlakeException(
            "INVALID_PARAMETER", "--then puts files into both workspaces, and the job's raw_path is not a place of the workspace.", "Let raw_path be dbfs:/… or /Volumes/…, and put the first files there with `edlake fs cp`.");
        return new RawDelivery(Path.GetFullPath(folder), path);
    }

    private static void AddRawFiles(ParityPlan plan, Workspace from, Workspace to, CancellationToken cancellation)
    {
        ParityRun.CheckIsFresh(to);
        RawFileCopies.Copy(from, to, cancellation);
        SampleUpload.Run(plan.Bundle, plan.Job, new RunOptions(plan.Parameters, IsFull: true, plan.Parallelism), to);
    }

    private static async Task WriteAsync(Terminal terminal, ParityPlan plan, ParityReport report, bool json, CancellationToken cancellation)
    {
        var (page, data) = (Path.Combine(plan.Folder, "parity.md"), Path.Combine(plan.Folder, "parity.json"));
        await File.WriteAllTextAsync(page, ParityMarkdown.Of(report), cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(data, ParityJson.Of(report), cancellation).ConfigureAwait(false);
        if (json)
            await terminal.Data.WriteLineAsync(ParityJson.Of(report)).ConfigureAwait(false);
        else
            await terminal.Data.WriteAsync(ParityMarkdown.Of(report)).ConfigureAwait(false);
        terminal.Error.WriteLine($"The report is in {page} and {data}.");
    }

    private static void RemoveWorkspaces(ParityPlan plan)
    {
        Directory.Delete(plan.WorkspaceA.Root, recursive: true);
        Directory.Delete(plan.WorkspaceB.Root, recursive: true);
    }
}
