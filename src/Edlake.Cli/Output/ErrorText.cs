using Edlake.Delta;
using Edlake.Diagnostics;
using Edlake.Sql.Diagnostics;
using Spectre.Console;

namespace Edlake.Cli.Output;

/// <summary>An error for people: class, message, the line of their own text with a caret, and what to do.</summary>
internal static class ErrorText
{
    internal static void Write(IAnsiConsole console, Exception error)
    {
        var (errorClass, message, position, hint) = Parts(error);
        console.MarkupLineInterpolated($"[red bold]error[/] [bold][[{errorClass}]][/] {message}");
        if (position is not null)
            WritePlace(console, position);
        if (hint is not null)
            console.MarkupLineInterpolated($"  [green]help:[/] {hint}");
        if (Environment.GetEnvironmentVariable("EDLAKE_TRACE") == "1")
            console.WriteLine(error.ToString());
    }

    /// <summary>Class, message, position and hint of any error.</summary>
    internal static (string Class, string Message, SourcePosition? Position, string? Hint) Parts(Exception error) => error switch
    {
        SqlException sql => (sql.ErrorClass, WithState(sql.Text, sql.SqlState), sql.Position, sql.Hint),
        EdlakeException own => (own.ErrorClass, own.Message, own.Position, own.Hint),
        DeltaException delta => (delta.ErrorClass, WithState(delta.Text, delta.SqlState), null, delta.Hint),
        UnauthorizedAccessException denied => ("PERMISSION_DENIED", denied.Message, null, "Give yourself permission for the path, or use another workspace (--workspace DIR)."),
        IOException io => ("IO_ERROR", io.Message, null, IsDiskFull(io) ? "Free some disk space, or use a workspace on another disk (--workspace DIR)." : "Check the path and the disk, then run again: nothing was half published."),
        _ => ("INTERNAL_ERROR", $"{error.GetType().Name}: {error.Message}", null, "This is a bug in edlake. Run again with EDLAKE_TRACE=1 and report what it prints."),
    };

    /// <summary>Whether the error is one that a user can act on.</summary>
    internal static bool IsExpected(Exception error) => error is SqlException or EdlakeException or DeltaException or IOException or UnauthorizedAccessException;

    private static bool IsDiskFull(IOException error) => error.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase) || error.HResult == unchecked((int)0x80070070);

    private static string WithState(string text, string? state) => state is null ? text : $"{text} SQLSTATE: {state}";

    private static void WritePlace(IAnsiConsole console, SourcePosition position)
    {
        console.MarkupLineInterpolated($"  [blue]-->[/] {position.ToString()}");
        if (position.LineText is not { } line)
            return;
        var number = $"{position.Line}";
        var shown = line.Length > 160 ? line[..160] + "…" : line;
        console.MarkupLineInterpolated($"  [blue]{number} |[/] {shown.Replace('\t', ' ')}");
        if (position.Column <= shown.Length + 1)
            console.MarkupLineInterpolated($"  [blue]{new string(' ', number.Length)} |[/] {new string(' ', position.Column - 1)}[red]^[/]");
    }
}
