using Edlake.DataGen;
using Edlake.EndToEnd.Workbench;

namespace Edlake.EndToEnd.Scale;

/// <summary>The whole process stays under <c>--memory</c>, whatever it reads.</summary>
public sealed class MemoryTests : IDisposable
{
    private readonly Lake _lake = new();

    [Theory(Explicit = true)]
    [Trait("speed", "slow")]
    [InlineData(2_000_000, 600)]
    [InlineData(2_000_000, 1_000)]
    [InlineData(30_000_000, 4_000)]
    public async Task A_run_keeps_its_process_under_the_limit(long attendanceRows, int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc, where Linux says how much memory a process took");
        var raw = _lake.In("raw");
        DataGenerator.Generate(new GeneratorOptions { AttendanceRows = attendanceRows, Seed = 5, OutputDirectory = raw }, cancellationToken: TestContext.Current.CancellationToken);

        using var run = EdlakeProcess.Start(_lake, "run", "--memory", $"{megabytes}MB", "--param", $"raw_path=file:{raw}");
        var peak = await run.PeakMemory();

        (await run.Ended()).Well();
        Assert.InRange(peak, 1, megabytes * 1_000_000L);
    }

    public void Dispose() => _lake.Dispose();
}
