using System.Globalization;
using Edlake.Bench.Data;
using Edlake.Bench.Measuring;
using Edlake.Delta;
using Edlake.Delta.Storage;

namespace Edlake.Bench.Contestants;

/// <summary>The built command <c>edlake run</c> on this repository's bundle, with a workspace of its own.</summary>
/// <param name="Options">Limits.</param>
/// <param name="Folders">Where things are.</param>
/// <param name="Remote">The Spark that computes; null for the embedded engine.</param>
internal sealed record EdlakeRun(BenchOptions Options, BenchFolders Folders, string? Remote = null) : IContestant
{
    public string Name => Remote is null ? "edlake run" : "edlake run, Spark";

    public Measurement Run(string rawFolder, string workFolder, CancellationToken cancellationToken) => MeasuredProcess.Run(
        Folders.Edlake,
        [
            "run", "--workspace", workFolder, "--memory", Options.Memory, "--threads", Options.Threads.ToString(CultureInfo.InvariantCulture),
            "--param", "raw_path=file:" + rawFolder, "--output", "json", .. Remote is null ? Array.Empty<string>() : ["--engine", "spark", "--remote", Remote],
        ],
        Folders.Repository, cancellationToken);

    public IReadOnlyList<string> Differences(GoldTruth truth, string workFolder) => GoldCheck.Differences(truth, table =>
    {
        var snapshot = DeltaTable.Open(Path.Combine(workFolder, "spark-warehouse", "gold.db", table)).Latest();
        return [.. snapshot.Files.Select(file => FilePath.ToLocal(snapshot.TablePath, file.Path))];
    });
}
