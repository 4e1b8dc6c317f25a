using Edlake.EndToEnd.Workbench;

namespace Edlake.Cli.Tests;

/// <summary>What `--help` says is part of the promise: a change of it is seen here.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("edlake")]
    [InlineData("run")]
    [InlineData("check")]
    [InlineData("sql")]
    [InlineData("diff")]
    [InlineData("parity")]
    [InlineData("fs")]
    [InlineData("fs cp")]
    [InlineData("generate")]
    [InlineData("history")]
    [InlineData("runs")]
    [InlineData("doctor")]
    public async Task The_help_of_a_verb_is_as_written_down(string verb)
    {
        var answer = (await CommandLine.Run([.. verb == "edlake" ? [] : verb.Split(' '), "--help"])).Well();

        var file = Path.Combine("Help", $"{verb.Replace(' ', '-')}.txt");
        var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, file), TestContext.Current.CancellationToken);
        Assert.Equal(Trimmed(expected), Trimmed(answer.Out));
    }

    // System.CommandLine ends some lines with blanks, editors do not.
    private static string Trimmed(string text) => string.Join('\n', text.Trim().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
}
