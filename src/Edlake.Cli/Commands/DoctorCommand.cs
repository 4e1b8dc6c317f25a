using System.CommandLine;
using System.Runtime.InteropServices;
using Edlake.Cli.Output;
using Edlake.Diagnostics;
using Edlake.Sessions;
using Edlake.Sql.Diagnostics;
using Spectre.Console;

namespace Edlake.Cli.Commands;

/// <summary><c>edlake doctor</c>: what this machine and workspace are, and whether a run would find what it needs.</summary>
internal static class DoctorCommand
{
    private const long LeastFreeBytes = 1_000_000_000;

    internal static Command Make(Terminal terminal)
    {
        var surroundings = new Surroundings();
        var command = new Command("doctor", "Look at the machine and the workspace, and say what is wrong.\n\nExample:\n  edlake doctor");
        surroundings.AddWorkspaceTo(command);
        surroundings.AddEngineTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var well = true;
            void Look(string what, Func<string> look)
            {
                try
                {
                    terminal.Out.MarkupLineInterpolated($"[green]ok[/]   {what}: {look()}");
                }
                catch (Exception error) when (ErrorText.IsExpected(error))
                {
                    well = false;
                    terminal.Out.MarkupLineInterpolated($"[red]bad[/]  {what}");
                    ErrorText.Write(terminal.Out, error);
                }
            }

            Look("edlake", () => $"{typeof(DoctorCommand).Assembly.GetName().Version?.ToString(3)}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20:N0} MiB");
            Look("bundle", () => surroundings.BundleFolder(parsed).File);
            Look("workspace", () => Writable(surroundings.WorkspaceOf(parsed)));
            Look("disk", () => FreeSpace(surroundings.WorkspaceOf(parsed)));
            Look("metastore", () => $"{surroundings.OpenWarehouse(parsed, cancellation).Metastore.Runs(1_000_000).Count} runs");
            Look("engine", () => EngineAnswer(surroundings, parsed, cancellation));
            return Task.FromResult(well ? ExitCode.Success : ExitCode.Invalid);
        });
        return command;
    }

    private static string Writable(Workspace workspace)
    {
        Directory.CreateDirectory(workspace.StateRoot);
        var probe = Path.Combine(workspace.StateRoot, $".probe-{Guid.NewGuid():N}");
        File.WriteAllText(probe, "");
        File.Delete(probe);
        return $"{workspace.Root}, can be written";
    }

    private static string FreeSpace(Workspace workspace)
    {
        var free = new DriveInfo(workspace.Root).AvailableFreeSpace;
        return free >= LeastFreeBytes
            ? $"{free / 1e9:0.0} GB free"
            : throw new EdlakeException("DISK_ALMOST_FULL", $"Only {free / 1e6:0} MB are free where the workspace is.", "Free some space, or use a workspace on another disk (--workspace DIR).");
    }

    private static string EngineAnswer(Surroundings surroundings, ParseResult parsed, CancellationToken cancellation)
    {
        var choice = surroundings.EngineOf(parsed);
        using var engine = choice.Open();
        using var result = new SqlSession(surroundings.OpenWarehouse(parsed, cancellation), () => engine).Execute(new SourceText("select 1 + 1"), cancellation);
        return result.Rows.Rows.Single()[0] is 2 ? $"{choice.Name} {choice.Version}" : throw new EdlakeException("ENGINE_WRONG", "The engine does not know that 1 + 1 is 2.", "Reinstall edlake.");
    }
}
