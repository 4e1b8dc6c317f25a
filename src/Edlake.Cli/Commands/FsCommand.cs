using System.CommandLine;
using System.Globalization;
using Edlake.Cli.Output;
using Edlake.Diagnostics;
using Spectre.Console;

namespace Edlake.Cli.Commands;

/// <summary><c>edlake fs</c>: files of the workspace, under the paths that notebooks know them by.</summary>
internal static class FsCommand
{
    internal static Command Make(Terminal terminal) => new("fs", "Files of the workspace: dbfs:/…, /Volumes/….\n\nExamples:\n  edlake fs cp exports/*.csv dbfs:/FileStore/data\n  edlake fs ls dbfs:/FileStore/data")
    {
        Copy(terminal), List(terminal), Remove(terminal), Print(terminal),
    };

    private static Command Copy(Terminal terminal)
    {
        var surroundings = new Surroundings();
        var paths = new Argument<string[]>("PATHS") { Description = "What to copy, then where to: a plain path is one of this machine, dbfs:/ and /Volumes/ are the workspace's.", Arity = new ArgumentArity(2, 100_000) };
        var recursive = new Option<bool>("--recursive", "-r") { Description = "Copy folders with all that is in them." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace files that are there." };
        var command = new Command("cp", "Copy files into, out of or within the workspace.") { paths, recursive, overwrite };
        surroundings.AddWorkspaceTo(command);
        command.SetAction(parsed =>
        {
            var all = parsed.GetValue(paths)!;
            var workspace = surroundings.WorkspaceOf(parsed);
            var target = FilePlace.Of(workspace, all[^1]);
            var count = all[..^1].Sum(source => FileCopy.Copy(FilePlace.Of(workspace, source), target, parsed.GetValue(recursive), parsed.GetValue(overwrite), all.Length > 2));
            terminal.Out.WriteLine($"{count} file{(count == 1 ? "" : "s")} copied to {all[^1]}");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command List(Terminal terminal)
    {
        var surroundings = new Surroundings();
        var path = Path();
        var command = new Command("ls", "List a folder.") { path };
        surroundings.AddWorkspaceTo(command);
        command.SetAction(parsed =>
        {
            var place = Existing(surroundings, parsed, path);
            var entries = File.Exists(place) ? [new FileInfo(place)] : new DirectoryInfo(place).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal).ToList();
            foreach (var entry in entries)
            {
                var size = entry is FileInfo file ? file.Length.ToString(CultureInfo.InvariantCulture) : "";
                terminal.Data.WriteLine($"{size,14}  {entry.LastWriteTimeUtc:yyyy-MM-dd HH:mm:ss}  {entry.Name}{(entry is DirectoryInfo ? "/" : "")}");
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static Command Remove(Terminal terminal)
    {
        var surroundings = new Surroundings();
        var path = Path();
        var recursive = new Option<bool>("--recursive", "-r") { Description = "Remove a folder with all that is in it." };
        var command = new Command("rm", "Remove a file or folder.") { path, recursive };
        surroundings.AddWorkspaceTo(command);
        command.SetAction(parsed =>
        {
            var place = Existing(surroundings, parsed, path);
            if (File.Exists(place))
                File.Delete(place);
            else if (parsed.GetValue(recursive) || !Directory.EnumerateFileSystemEntries(place).Any())
                Directory.Delete(place, recursive: true);
            else
                throw new EdlakeException("INVALID_PARAMETER", $"'{parsed.GetValue(path)}' is a folder that is not empty.", "Add --recursive to remove all that is in it.");
            terminal.Out.WriteLine($"removed {parsed.GetValue(path)}");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Print(Terminal terminal)
    {
        var surroundings = new Surroundings();
        var path = Path();
        var command = new Command("cat", "Print a file.") { path };
        surroundings.AddWorkspaceTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var place = Existing(surroundings, parsed, path);
            if (Directory.Exists(place))
                throw new EdlakeException("INVALID_PARAMETER", $"'{parsed.GetValue(path)}' is a folder.", "`edlake fs ls` lists it.");
            using var reader = new StreamReader(place);
            var buffer = new char[16 * 1024];
            while (await reader.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var length)
                await terminal.Data.WriteAsync(buffer.AsMemory(0, length), cancellation).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private static Argument<string> Path() => new("PATH") { Description = "dbfs:/…, /Volumes/… or a path of this machine." };

    private static string Existing(Surroundings surroundings, ParseResult parsed, Argument<string> path)
    {
        var place = FilePlace.Of(surroundings.WorkspaceOf(parsed), parsed.GetValue(path)!);
        return File.Exists(place) || Directory.Exists(place)
            ? place
            : throw new EdlakeException("PATH_NOT_FOUND", $"Path does not exist: {parsed.GetValue(path)}.", "`edlake fs ls` shows what is there.");
    }
}
