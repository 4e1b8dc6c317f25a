using System.Globalization;
using Edlake.Bench.Contestants;
using Edlake.Bench.Data;
using Edlake.Bench.Measuring;
using Edlake.Bench.Results;

namespace Edlake.Bench;

/// <summary>The whole of it: data, contest, result.</summary>
internal sealed class Benchmark(BenchOptions options, BenchFolders folders, TextWriter output)
{
    private readonly DuckDbPeer _peer = new(options, folders);
    private readonly EdlakeRun _edlake = new(options, folders);

    /// <summary>Runs it; 1 when a contestant's gold tables are wrong, and then no result is kept.</summary>
    public Task<int> RunAsync(CancellationToken cancellationToken) => Task.Run(() => Run(cancellationToken), cancellationToken);

    private int Run(CancellationToken cancellationToken)
    {
        var versions = Versions.Read(folders, cancellationToken);
        var data = RawData.Prepare(folders.RawData(options.Rows), options.Rows, output, cancellationToken);
        var (startedAt, load) = (DateTimeOffset.UtcNow, LoadAverage());
        List<Measurement> peer = [], edlake = [], nothingNew = [], sample = [];
        for (var run = 1; run <= options.Runs; run++)
        {
            // Each goes first as often as the other, so that neither always finds the files in memory.
            if (run % 2 == 1) peer.Add(Contend(_peer, data, run, cancellationToken));
            edlake.Add(Contend(_edlake, data, run, cancellationToken));
            nothingNew.Add(Report("edlake run, nothing new", run, _edlake.Run(data.Folder, WorkOf(_edlake), cancellationToken)));
            if (run % 2 == 0) peer.Add(Contend(_peer, data, run, cancellationToken));
            sample.Add(RunSample(run, cancellationToken));
        }
        var spark = options.Remote is null ? null : RunSpark(data, cancellationToken);
        var result = new BenchResult(
            startedAt, load, MachineDescription.Read(), versions, options, data.Rows, data.Bytes, new Contest(_peer.Name, peer),
            new Contest(_edlake.Name, edlake), new Contest("edlake run, nothing new", nothingNew), new Contest("edlake run, sample", sample), spark);
        var wrong = Differences(GoldTruth.Read(data.TruthFile));
        foreach (var difference in wrong) output.WriteLine(difference);
        if (wrong.Count > 0) return 1;
        output.WriteLine($"{Environment.NewLine}{MarkdownReport.Of(result)}{Environment.NewLine}Kept in {ResultFiles.Write(folders, result)}");
        Directory.Delete(folders.Work, recursive: true);
        return 0;
    }

    private Measurement Contend(IContestant contestant, RawData data, int run, CancellationToken cancellationToken)
    {
        var work = Emptied(WorkOf(contestant));
        return Report(contestant.Name, run, contestant.Run(data.Folder, work, cancellationToken));
    }

    // Once: it takes many times as long. A run on the sample before has the server load and compile what it needs.
    private Contest RunSpark(RawData data, CancellationToken cancellationToken)
    {
        var contestant = new EdlakeRun(options, folders, options.Remote);
        Report("edlake run, Spark, sample", 1, contestant.Run(folders.Sample, Emptied(Path.Combine(folders.Work, "spark-sample")), cancellationToken));
        var contest = new Contest(contestant.Name, [Contend(contestant, data, 1, cancellationToken)]);
        var wrong = contestant.Differences(GoldTruth.Read(data.TruthFile), WorkOf(contestant));
        return wrong.Count == 0 ? contest : throw new InvalidOperationException($"{contestant.Name} is wrong: {string.Join("; ", wrong)}");
    }

    private Measurement RunSample(int run, CancellationToken cancellationToken) =>
        Report("edlake run, sample", run, _edlake.Run(folders.Sample, Emptied(Path.Combine(folders.Work, "sample")), cancellationToken));

    /// <summary>The last run's tables of both are still there.</summary>
    private List<string> Differences(GoldTruth truth) =>
    [
        .. new IContestant[] { _peer, _edlake }.SelectMany(contestant =>
            contestant.Differences(truth, WorkOf(contestant)).Select(difference => $"{contestant.Name} is wrong: {difference}")),
    ];

    private string WorkOf(IContestant contestant) => Path.Combine(folders.Work, contestant.Name.Replace(", ", "-", StringComparison.Ordinal).Replace(' ', '-'));

    private static string Emptied(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        DiskCache.Flush();
        return folder;
    }

    private Measurement Report(string name, int run, Measurement measurement)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"run {run}  {name,-24}  {measurement.Seconds,8:0.00} s  {measurement.CpuSeconds,8:0.00} s CPU  {measurement.PeakBytes / 1e6,8:N0} MB"));
        return measurement;
    }

    private static double? LoadAverage() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null;
}
