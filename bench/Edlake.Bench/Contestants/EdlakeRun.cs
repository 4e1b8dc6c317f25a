using System.Globalization;
using Edlake.Bench.Data;
using Edlake.Bench.Measuring;
using Edlake.Delta;
using Edlake.Delta.Storage;

namespace Edlake.Bench.Contestants;

/// <summary>The built command <c>edlake run</c> on this repository's bundle, with a workspace of its own.</summary>
internal sealed record EdlakeRun(BenchOptions Options, BenchFolders Folders) : IContestant
{
    public string Name => "edlake run";

    public Measurement Run(string rawFolder, string workFolder, CancellationToken cancellationToken) => MeasuredProcess.Run(
        Folders.Edlake,
        [
            "run", "--workspace", workFolder, "--memory", Options.Memory, "--threads", Options.Threads.ToString(CultureInfo.InvariantCulture),
            "--param", "raw_path=file:" + rawFolder, "--output", "json",
        ],
        Folders.Repository, cancellationToken);

    public IReadOnlyList<string> Differences(GoldTruth truth, string workFolder) => GoldCheck.Differences(truth, table =>
    {
        var snapshot = DeltaTable.Open(Path.Combine(workFolder, "spark-warehouse", "gold.db", table)).Latest();
        return [.. snapshot.Files.Select(file => FilePath.ToLocal(snapshot.TablePath, file.Path))];
    });
}
