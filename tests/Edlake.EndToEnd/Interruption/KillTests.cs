using System.Diagnostics;
using System.Globalization;
using Edlake.DataGen;
using Edlake.EndToEnd.Workbench;

namespace Edlake.EndToEnd.Interruption;

/// <summary>A run killed at any moment: the next command finds the old state or the new one, whole, and a re-run ends at the same gold.</summary>
public sealed class KillTests : IDisposable
{
    private readonly Lake _lake = new();
    private readonly GeneratorOptions _options;

    public KillTests() => _options = new GeneratorOptions { Learners = 200, Seed = 31, OutputDirectory = _lake.In("raw") };

    private string RawPath => $"raw_path=file:{_options.OutputDirectory}";

    [Fact]
    public Task A_run_killed_at_a_random_moment_leaves_the_old_state_or_the_new_one() => KillRuns(6, seed: 1);

    [Fact(Explicit = true)]
    [Trait("speed", "slow")]
    public async Task A_hundred_runs_killed_at_random_moments_leave_the_old_state_or_the_new_one()
    {
        var (old, replaced) = await KillRuns(100, seed: 2);
        Assert.True(old > 0 && replaced > 0, $"{old} kills left the old state, {replaced} the new one: both must have been seen");
    }

    public void Dispose() => _lake.Dispose();

    private async Task<(int Old, int Replaced)> KillRuns(int kills, int seed)
    {
        DataGenerator.Generate(_options, cancellationToken: TestContext.Current.CancellationToken);
        await _lake.Run("--param", RawPath);
        await FullRun();
        var gold = await Gold();
        var (steps, duration) = await FullRun();
        var random = new Random(seed);
        var (old, replaced) = (0, 0);
        for (var i = 0; i < kills; i++)
        {
            var before = Versions();
            await KilledRun(duration * random.NextDouble() * 1.1);

            // This command, as any, first finishes a publication that was decided.
            Assert.Equal(gold, await Gold());
            var made = Steps(before, Versions());
            if (made.Count == 0)
                old++;
            else if (made.SequenceEqual(steps))
                replaced++;
            else
                Assert.Fail($"Kill {i} left some tables old and some new.\nA whole run: {string.Join(", ", steps)}\nThis one: {string.Join(", ", made)}");
        }

        TestContext.Current.SendDiagnosticMessage($"{old} kills left the old state, {replaced} the new one");
        Assert.Equal(steps, (await FullRun()).Steps);
        Assert.Equal(gold, await Gold());
        Assert.Equal("Skipped", (await _lake.Run("--param", RawPath)).Status);
        return (old, replaced);
    }

    private async Task KilledRun(TimeSpan after)
    {
        using var run = EdlakeProcess.Start(_lake, "run", "--full", "--param", RawPath);
        await Task.Delay(after, TestContext.Current.CancellationToken);
        run.Kill();
        await run.Ended();
    }

    // How many versions each table goes on when a full run is published, and how long that takes.
    private async Task<(IReadOnlyList<string> Steps, TimeSpan Duration)> FullRun()
    {
        var before = Versions();
        var watch = Stopwatch.StartNew();
        using var run = EdlakeProcess.Start(_lake, "run", "--full", "--param", RawPath);
        (await run.Ended()).Well();
        return (Steps(before, Versions()), watch.Elapsed);
    }

    private Dictionary<string, long> Versions() => _lake.Versions().Select(text => text.Split(' ')).ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture));

    private static IReadOnlyList<string> Steps(Dictionary<string, long> before, Dictionary<string, long> after) =>
        [.. after.Where(table => table.Value != before[table.Key]).Select(table => $"{table.Key} +{table.Value - before[table.Key]}").Order(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<string>> Gold()
    {
        string[] tables = ["cohort_performance", "course_performance", "learner_lifecycle", "revenue_daily", "revenue_monthly", "session_attendance", "signup_conversion_by_month", "signup_funnel_daily"];
        var answers = await _lake.Answers([.. tables.Select(table => $"select * from gold.{table}")]);
        return [.. answers.SelectMany(rows => rows.Select(row => string.Join('|', row)).Order(StringComparer.Ordinal))];
    }
}
