using System.Globalization;
using Edlake.Bench.Data;
using Edlake.Bench.Measuring;

namespace Edlake.Bench.Contestants;

/// <summary>The hand-written script in a process of its own.</summary>
internal sealed record DuckDbPeer(BenchOptions Options, BenchFolders Folders) : IContestant
{
    public string Name => "DuckDB script";

    public Measurement Run(string rawFolder, string workFolder, CancellationToken cancellationToken) => MeasuredProcess.Run(
        Environment.ProcessPath!,
        [
            "peer", "--raw", rawFolder, "--out", workFolder, "--memory", Options.Memory,
            "--threads", Options.Threads.ToString(CultureInfo.InvariantCulture),
        ],
        Folders.Repository, cancellationToken);

    public IReadOnlyList<string> Differences(GoldTruth truth, string workFolder) =>
        GoldCheck.Differences(truth, table => [Path.Combine(workFolder, "gold", table + ".parquet")]);
}
