using System.Globalization;
using Edlake.Cli.Commands;
using Edlake.Cli.Output;

namespace Edlake.EndToEnd.Workbench;

/// <summary>`edlake` in this process, with its real exit codes.</summary>
internal static class CommandLine
{
    public static async Task<Answer> Run(params string[] arguments)
    {
        using var data = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var code = await new EdlakeCommand(Terminal.Plain(data, error)).RunAsync(arguments);
        return new Answer(code, data.ToString(), error.ToString());
    }
}
