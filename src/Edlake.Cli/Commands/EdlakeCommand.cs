using System.CommandLine;
using System.CommandLine.Help;
using Edlake.Cli.Output;
using Spectre.Console;

namespace Edlake.Cli.Commands;

/// <summary>The command <c>edlake</c>: its verbs, and the one place where an error becomes text and an exit code.</summary>
public sealed class EdlakeCommand
{
    private readonly Terminal _terminal;
    private readonly Command _root;

    /// <summary>The command over a terminal.</summary>
    public EdlakeCommand(Terminal terminal)
    {
        _terminal = terminal;
        // Not a RootCommand, which calls itself by the assembly's name.
        _root = new Command(
            "edlake",
            """
            Runs a Databricks bundle on this machine: raw files to gold tables, in Delta, as one transaction.

            Examples:
              edlake run                                       run the bundle's job
              edlake sql "select * from gold.cohort_performance"
              edlake generate --learners 10000 --seed 7 --out /tmp/raw

            Exit codes: 0 done, 1 failed (nothing published) or, of diff, different, 2 wrong command line, 3 wrong bundle, notebook or setting, 70 a bug, 130 cancelled.
            """);
        _root.Options.Add(new HelpOption());
        _root.Options.Add(new VersionOption());
        foreach (var command in Verbs())
            _root.Subcommands.Add(command);
    }

    /// <summary>Runs a command line.</summary>
    public async Task<int> RunAsync(string[] arguments)
    {
        var parsed = _root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                _terminal.Error.WriteLine(error.Message);
            _terminal.Error.WriteLine("`edlake --help` shows what there is.");
            return ExitCode.Usage;
        }

        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = _terminal.Data, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };
        try
        {
            return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _terminal.Error.WriteLine("Cancelled; nothing was published.");
            return ExitCode.Cancelled;
        }
        catch (Exception error)
        {
            return Show(error);
        }
    }

    private IEnumerable<Command> Verbs() =>
    [
        RunCommand.Make(_terminal),
        CheckCommand.Make(_terminal),
        SqlCommand.Make(_terminal),
        DiffCommand.Make(_terminal),
        ParityCommand.Make(_terminal),
        FsCommand.Make(_terminal),
        GenerateCommand.Make(_terminal),
        HistoryCommand.Make(_terminal),
        RunsCommand.Make(_terminal),
        DoctorCommand.Make(_terminal),
    ];

    private int Show(Exception error)
    {
        ErrorText.Write(_terminal.Error, error);
        return error switch
        {
            Diagnostics.EdlakeException { ErrorClass: "INVALID_PARAMETER" or "INVALID_SETTING" or "UNKNOWN_JOB_PARAMETER" or "JOB_NOT_FOUND" or "JOB_AMBIGUOUS" or "TARGET_NOT_FOUND" } => ExitCode.Usage,
            Diagnostics.EdlakeException { ErrorClass: "PATH_NOT_FOUND" or "RUN_IN_PROGRESS" or "WORKSPACE_LOCKED" } => ExitCode.Failed,
            Diagnostics.EdlakeException => ExitCode.Invalid,
            _ => ErrorText.IsExpected(error) ? ExitCode.Failed : ExitCode.Internal,
        };
    }
}
