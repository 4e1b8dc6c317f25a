namespace Edlake.Cli;

/// <summary>What the process says when it ends. Part of the command's promise: scripts look at these.</summary>
public static class ExitCode
{
    /// <summary>All went well; for a run also: nothing was new.</summary>
    public const int Success = 0;

    /// <summary>A statement, a task or a publication failed; nothing of it is published.</summary>
    public const int Failed = 1;

    /// <summary><c>diff</c> and <c>parity</c>: the sides were compared and differ. What cannot be compared ends with <see cref="Invalid"/>.</summary>
    public const int Different = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The bundle, a notebook or a setting is wrong; nothing was started.</summary>
    public const int Invalid = 3;

    /// <summary>Stopped with Ctrl-C; nothing of it is published.</summary>
    public const int Cancelled = 130;

    /// <summary>An error of edlake itself.</summary>
    public const int Internal = 70;
}
