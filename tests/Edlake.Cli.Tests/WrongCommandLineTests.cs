using Edlake.EndToEnd.Workbench;

namespace Edlake.Cli.Tests;

/// <summary>A command line that cannot be meant ends with 2, and says where help is.</summary>
public sealed class WrongCommandLineTests : IDisposable
{
    private readonly SmallBundle _bundle = new SmallBundle().With("none", "select 1;");

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("run", "--no-such-option")]
    [InlineData("runs", "--no-such-option")]
    [InlineData("run", "--engine", "abacus")]
    [InlineData("run", "--output", "xml")]
    [InlineData("run", "--parallel", "many")]
    [InlineData("generate")]
    [InlineData("generate", "--out", "x", "--learners", "0")]
    [InlineData("sql", "select 1", "--format", "parquet")]
    [InlineData("fs", "cp", "only-one-path")]
    public async Task What_the_parser_refuses_ends_with_2(params string[] arguments)
    {
        var answer = (await CommandLine.Run(arguments)).With(2);
        Assert.Contains("`edlake --help` shows what there is.", answer.Error, StringComparison.Ordinal);
        Assert.Empty(answer.Out);
    }

    [Theory]
    [InlineData("run", "--param", "no-value")]
    [InlineData("run", "--param", "unknown=1")]
    [InlineData("run", "no_such_job")]
    [InlineData("run", "--target", "no_such_target")]
    [InlineData("run", "--memory", "much")]
    [InlineData("run", "--memory", "100MB")]
    [InlineData("run", "--threads", "0")]
    [InlineData("sql")]
    [InlineData("sql", "-f", "no-such-file.sql")]
    public async Task What_a_verb_cannot_take_ends_with_2_and_a_remedy(params string[] arguments)
    {
        var answer = (await _bundle.Lake.Edlake(arguments)).With(2);
        Assert.Contains("help:", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_bundle_ends_with_3()
    {
        var answer = (await CommandLine.Run("run", "--bundle", _bundle.Lake.In("nothing"))).With(3);
        Assert.Contains("help:", answer.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _bundle.Dispose();
}
