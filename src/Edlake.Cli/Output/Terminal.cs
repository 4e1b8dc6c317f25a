using System.Text;
using Spectre.Console;

namespace Edlake.Cli.Output;

/// <summary>The one door for output: data on standard output, words for people on standard error or, where they are the result, on standard output.</summary>
/// <param name="Data">Where results go.</param>
/// <param name="Out">Standard output for people: colours where it is a terminal and NO_COLOR is not set.</param>
/// <param name="Error">Standard error for people.</param>
public sealed record Terminal(TextWriter Data, IAnsiConsole Out, IAnsiConsole Error)
{
    // Where nobody watches, no line is folded or cut.
    private const int PlainWidth = 10_000;

    /// <summary>The process's own streams.</summary>
    public static Terminal ForProcess()
    {
        var data = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
        var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true };
        return new Terminal(data, For(data, Console.IsOutputRedirected), For(error, Console.IsErrorRedirected));
    }

    /// <summary>Plain text into writers: for tests, and where there is no terminal.</summary>
    public static Terminal Plain(TextWriter data, TextWriter error) => new(data, For(data, isRedirected: true), For(error, isRedirected: true));

    private static IAnsiConsole For(TextWriter writer, bool isRedirected)
    {
        var plain = isRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (isRedirected)
            console.Profile.Width = PlainWidth;
        return console;
    }
}
