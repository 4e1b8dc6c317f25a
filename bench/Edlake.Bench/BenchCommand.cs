using System.CommandLine;
using Edlake.Bench.Contestants;

namespace Edlake.Bench;

/// <summary>The command line: the benchmark itself, and the child process it starts for the peer.</summary>
internal static class BenchCommand
{
    /// <summary>Below this the late files of the generator may be missing, which the peer's script relies on.</summary>
    private const long LeastRows = 100_000;

    public static RootCommand Create()
    {
        var rows = new Option<long>("--rows") { Description = "Attendance rows to generate", DefaultValueFactory = _ => 10_000_000 };
        rows.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() < LeastRows) result.AddError($"--rows must be {LeastRows} or more.");
        });
        var runs = new Option<int>("--runs") { Description = "Runs of each contestant", DefaultValueFactory = _ => 3 };
        runs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--runs must be 1 or more.");
        });
        var memory = Memory();
        var threads = Threads();
        var remote = new Option<string?>("--remote") { Description = "A Spark Connect server, sc://host:port, to run the same once on Spark", HelpName = "sc://HOST:PORT" };
        var command = new RootCommand("Measures `edlake run` against a hand-written DuckDB script that does the same work, alternating.")
        {
            rows, runs, memory, threads, remote, PeerCommand(),
        };
        command.SetAction((result, cancellationToken) => new Benchmark(
            new BenchOptions(result.GetValue(rows), result.GetValue(runs), result.GetValue(memory)!, result.GetValue(threads), result.GetValue(remote)),
            BenchFolders.Find(), Console.Out).RunAsync(cancellationToken));
        return command;
    }

    private static Command PeerCommand()
    {
        var raw = new Option<string>("--raw") { Description = "Folder with the raw files", Required = true };
        var output = new Option<string>("--out") { Description = "Folder for the tables", Required = true };
        var memory = Memory();
        var threads = Threads();
        var command = new Command("peer", "Runs the hand-written script once") { raw, output, memory, threads };
        command.SetAction(result => DuckDbScripts.Run(
            BenchFolders.Find().Scripts, result.GetValue(raw)!, result.GetValue(output)!, result.GetValue(memory)!, result.GetValue(threads)));
        return command;
    }

    private static Option<string> Memory() =>
        new("--memory") { Description = "Memory limit of each contestant's engine", DefaultValueFactory = _ => "4GB" };

    private static Option<int> Threads() =>
        new("--threads") { Description = "Threads of each contestant", DefaultValueFactory = _ => Environment.ProcessorCount };
}
