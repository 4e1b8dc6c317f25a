using Edlake.EndToEnd.Workbench;

namespace Edlake.EndToEnd.Interruption;

/// <summary>Ctrl-C, and two runs at once.</summary>
public sealed class CancellationTests : IDisposable
{
    // Long enough to be met under way on any machine, and quick to let go.
    private readonly SmallBundle _bundle = new SmallBundle()
        .With("quick", "create table quick as select id from range(1000);")
        .With("slow", "create table slow as select sum(a.id * b.id) as s from range(400000) as a cross join range(400000) as b;", "quick");

    [Fact]
    public async Task A_run_stopped_with_ctrl_c_publishes_nothing_and_leaves_no_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "needs signals");
        using var run = EdlakeProcess.Start(_bundle.Lake, "run");
        await UnderWay();

        run.Interrupt();
        var answer = (await run.Ended()).With(130);

        Assert.Contains("cancelled", answer.Out, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(_bundle.Lake.Versions());
        Assert.Empty(_bundle.Lake.StrayFiles());
        Assert.Contains("cancelled", (await _bundle.Lake.Edlake("runs")).Well().Out, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_second_run_in_the_same_workspace_is_refused()
    {
        using var run = EdlakeProcess.Start(_bundle.Lake, "run");
        await UnderWay();

        var answer = (await _bundle.Lake.Edlake("run")).With(1);

        Assert.Contains("[RUN_IN_PROGRESS]", answer.Error, StringComparison.Ordinal);
        Assert.Contains("help:", answer.Error, StringComparison.Ordinal);
        Assert.False(run.HasEnded);
    }

    public void Dispose() => _bundle.Dispose();

    // The first task's data file is there; the second task has begun, or is about to.
    private async Task UnderWay()
    {
        while (_bundle.Lake.StrayFiles().Count == 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        await Task.Delay(300, TestContext.Current.CancellationToken);
    }
}
