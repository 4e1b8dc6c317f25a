using Edlake.Running;

namespace Edlake.Cli.Output;

/// <summary>A status in words.</summary>
internal static class StatusText
{
    internal static string Of(RunStatus status) => status switch
    {
        RunStatus.Succeeded => "ok",
        RunStatus.Skipped => "nothing new",
        RunStatus.Failed => "failed",
        RunStatus.UpstreamFailed => "upstream failed",
        RunStatus.Excluded => "left out",
        RunStatus.Cancelled => "cancelled",
        _ => status.ToString(),
    };

    internal static string Markup(RunStatus status) => status switch
    {
        RunStatus.Succeeded => "[green]ok[/]",
        RunStatus.Skipped => "[grey]nothing new[/]",
        RunStatus.Failed => "[red]failed[/]",
        RunStatus.UpstreamFailed => "[yellow]upstream failed[/]",
        _ => $"[yellow]{Of(status)}[/]",
    };
}
