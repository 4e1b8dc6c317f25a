using System.CommandLine;
using Edlake.Bundles;
using Edlake.Cli.Output;
using Edlake.Running;
using Spectre.Console;

namespace Edlake.Cli.Commands;

/// <summary><c>edlake check</c>: a run without its last stages.</summary>
internal static class CheckCommand
{
    internal static Command Make(Terminal terminal)
    {
        var surroundings = new Surroundings();
        var job = new Argument<string?>("JOB") { Description = "The job's key or name. Default: all jobs.", Arity = ArgumentArity.ZeroOrOne };
        var target = CommonOptions.Target();
        var variables = CommonOptions.Variables();
        var command = new Command("check", "Read the bundle and its notebooks, parse and bind every statement; run nothing.\n\nExamples:\n  edlake check\n  edlake check --target prod") { job, target, variables };
        surroundings.AddWorkspaceTo(command);
        surroundings.AddEngineTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var bundle = BundleReader.Read(surroundings.BundleFolder(parsed), parsed.GetValue(target), Surroundings.Pairs(parsed.GetValue(variables)), Surroundings.EnvironmentVariables());
            foreach (var warning in bundle.Warnings)
                terminal.Error.WriteLine($"warning: {warning}");
            var warehouse = surroundings.OpenWarehouse(parsed, cancellation);
            IEnumerable<Job> jobs = parsed.GetValue(job) is { } key ? [bundle.FindJob(key)] : bundle.Jobs.Values;
            var failed = 0;
            foreach (var one in jobs)
            {
                var report = new JobCheck(warehouse, surroundings.EngineOf(parsed)).Check(bundle, one, cancellation);
                foreach (var error in report.Errors)
                    ErrorText.Write(terminal.Error, error);
                failed += report.Errors.Count;
                terminal.Out.WriteLine($"{one.Key}: {report.Tasks} tasks, {report.Statements} statements, {report.Errors.Count} errors");
            }

            return Task.FromResult(failed == 0 ? ExitCode.Success : ExitCode.Invalid);
        });
        return command;
    }
}
