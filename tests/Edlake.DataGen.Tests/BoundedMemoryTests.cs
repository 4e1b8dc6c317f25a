using Edlake.DataGen.Quirks;

namespace Edlake.DataGen.Tests;

/// <summary>Eight times the learners must not take eight times the memory. Alone, since what other tests hold would be counted too.</summary>
[CollectionDefinition(nameof(BoundedMemoryTests), DisableParallelization = true)]
[Collection(nameof(BoundedMemoryTests))]
public sealed class BoundedMemoryTests
{
    [Theory]
    [InlineData(QuirkLevel.None)]
    [InlineData(QuirkLevel.Heavy)]
    public void What_stays_alive_grows_with_cohorts_and_days_not_with_learners(QuirkLevel quirks)
    {
        var small = MostAlive(12_000, quirks);
        var large = MostAlive(100_000, quirks);

        // 88,000 more learners would be 25 MB of lifecycle rows alone; what may stay is the figures of 2,200 cohorts and of more days with sign-ups.
        Assert.InRange(large - small, long.MinValue, 8_000_000);
    }

    [Fact]
    public void Attendance_rows_set_the_size()
    {
        using var folder = new TemporaryFolder();
        var result = DataGenerator.Generate(
            new GeneratorOptions { AttendanceRows = 50_000, Quirks = QuirkLevel.None, OutputDirectory = folder.Path },
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.InRange(result.RowsByEntity["sessions_attended"], 50_000, 52_000);
    }

    [Fact]
    public void A_cancelled_generation_stops()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var progress = new Immediately(_ => cancellation.Cancel());
        Assert.Throws<OperationCanceledException>(() => DataGenerator.Generate(
            new GeneratorOptions { Learners = 100_000_000, OutputDirectory = folder.Path }, progress, cancellation.Token));
        Assert.False(File.Exists(folder.In("truth.json")));
    }

    private static long MostAlive(long learners, QuirkLevel quirks)
    {
        using var folder = new TemporaryFolder();
        long most = 0;
        var reports = 0;
        var progress = new Immediately(report =>
        {
            if (reports++ % 3 == 0 || report.Fraction >= 1) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        });
        DataGenerator.Generate(new GeneratorOptions { Learners = learners, Quirks = quirks, FullTruthLearners = 0, OutputDirectory = folder.Path }, progress);
        return most;
    }

    private sealed class Immediately(Action<GenerationProgress> report) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value) => report(value);
    }
}
