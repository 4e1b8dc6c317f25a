using System.CommandLine;
using Edlake.Cli.Output;
using Edlake.DataGen;
using Edlake.DataGen.Quirks;
using Spectre.Console;

namespace Edlake.Cli.Commands;

/// <summary><c>edlake generate</c>.</summary>
internal static class GenerateCommand
{
    internal static Command Make(Terminal terminal)
    {
        var learners = new Option<long?>("--learners") { Description = "How many people sign up. Default: 1000.", HelpName = "N" };
        var attendance = new Option<long?>("--attendance-rows") { Description = "Generate until there are this many attendance rows, instead of --learners.", HelpName = "N" };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same bytes.", DefaultValueFactory = _ => 1, HelpName = "S" };
        var folder = new Option<string>("--out") { Description = "The folder to write to.", Required = true, HelpName = "DIR" };
        var format = new Option<GeneratorFormat>("--format") { Description = "csv or json (JSON lines).", HelpName = "csv|json", DefaultValueFactory = _ => GeneratorFormat.Csv };
        var quirks = new Option<QuirkLevel>("--quirks") { Description = "How much goes wrong in the files.", HelpName = "none|default|heavy", DefaultValueFactory = _ => QuirkLevel.Default };
        var rowsPerFile = new Option<long?>("--rows-per-file") { Description = "Begin another file of an entity after this many rows.", HelpName = "N" };
        var delivery = new Option<int?>("--delivery") { Description = "1 (default) for the first files; 2 and on re-send the payments, corrected.", HelpName = "N" };
        var command = new Command("generate", "Write raw exports of any size, and truth.json: what every table must show of them.\n\nExamples:\n  edlake generate --learners 10000 --seed 7 --out /tmp/raw\n  edlake generate --attendance-rows 10000000 --quirks none --out /tmp/big")
        {
            learners, attendance, seed, folder, format, quirks, rowsPerFile, delivery,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(learners) is < 1 || result.GetValue(attendance) is < 1 || result.GetValue(rowsPerFile) is < 1 || result.GetValue(delivery) is < 1)
                result.AddError("Counts must be 1 or more.");
        });
        command.SetAction((parsed, cancellation) =>
        {
            var options = new GeneratorOptions
            {
                Learners = parsed.GetValue(learners) ?? 1000,
                AttendanceRows = parsed.GetValue(attendance),
                Seed = parsed.GetValue(seed),
                OutputDirectory = Path.GetFullPath(parsed.GetValue(folder)!),
                Format = parsed.GetValue(format),
                Quirks = parsed.GetValue(quirks),
                RowsPerFile = parsed.GetValue(rowsPerFile),
            };
            var result = WithBar(terminal.Error, progress => DataGenerator.GenerateDelivery(options, parsed.GetValue(delivery) ?? 1, progress, cancellation));
            foreach (var (entity, rows) in result.RowsByEntity)
                terminal.Out.WriteLine($"{rows,14:N0}  {entity}");
            terminal.Out.WriteLine($"{result.Learners:N0} learners in {result.Files.Count} files; the truth is in {result.TruthFile}");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static GenerationResult WithBar(IAnsiConsole console, Func<IProgress<GenerationProgress>?, GenerationResult> generate) =>
        !console.Profile.Capabilities.Interactive
            ? generate(null)
            : console.Progress().Start(context =>
            {
                var bar = context.AddTask("generating", maxValue: 1);
                return generate(new Progress<GenerationProgress>(report =>
                {
                    bar.Value = report.Fraction;
                    bar.Description = $"{report.RowsWritten:N0} rows";
                }));
            });
}
