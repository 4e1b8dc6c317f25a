namespace Edlake.EndToEnd.Workbench;

/// <summary>What a command line came to.</summary>
internal sealed record Answer(int ExitCode, string Out, string Error)
{
    /// <summary>This answer, when the command did well; else the test fails with what it said.</summary>
    public Answer Well()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Out}\n{Error}");
        return this;
    }

    /// <summary>This answer, when the command ended with that code.</summary>
    public Answer With(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} instead of {exitCode}\n{Out}\n{Error}");
        return this;
    }
}
